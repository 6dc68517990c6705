-- A probe that waits in a lane that is paused now tells nothing: another lane may send one.
for _, id in ipairs(redis.call('HVALS', P .. 'probes')) do
  local job = load(id)
  if job.state == 'waiting' and 'lane:' .. job.lane == asked.name then
    local caught = copy(job)
    caught.probe = nil
    move(id, job, caught)
  end
end
local text = redis.call('HGET', P .. 'gates', asked.name)
local before = text and cjson.decode(text)
if not before or before.probe_at or not asked.probe_at then
  close(asked.name, { reason = asked.reason, closed_at = before and before.closed_at or asked.closed_at, probe_at = asked.probe_at })
end
return answer(before and 'false' or 'true')
