local job = load(asked.id)
if not job or ENDS[job.state] then
  return answer('false')
end
local told = copy(job)
if job.state == 'running' then
  told.cancel = '1'
else
  told.state, told.completed_at, told.note = 'cancelled', asked.now, 'Cancelled.'
  told.blocked_by, told.probe, told.trace = nil, nil, nil
end
move(asked.id, job, told)
return answer('true')
