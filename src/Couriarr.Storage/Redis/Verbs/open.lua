local text = redis.call('HGET', P .. 'gates', asked.name)
if not text or (not asked.by_person and not cjson.decode(text).probe_at) then
  return answer('false')
end
redis.call('HDEL', P .. 'gates', asked.name)
release(asked.name)
local probe = redis.call('HGET', P .. 'probes', asked.name)
local job = probe and load(probe)
if job and job.state == 'waiting' then
  local free = copy(job)
  free.probe = nil
  move(probe, job, free)
end
return answer('true')
