local job = load(asked.id)
if not job or (job.state ~= 'scheduled' and job.state ~= 'failed' and job.state ~= 'waiting') then
  return answer('false')
end
local rushed = copy(job)
rushed.state, rushed.run_at, rushed.rank = 'waiting', asked.now, asked.rank
move(asked.id, job, rushed)
return answer('true')
