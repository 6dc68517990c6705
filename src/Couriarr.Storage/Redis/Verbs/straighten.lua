-- asked: now, latest.
local changed = 0

local function put(id, job, at)
  local straight = copy(job)
  straight.rank, straight.run_at = whole(job.rank - job.run_at + at), at
  move(id, job, straight)
  changed = changed + 1
end

for _, id in ipairs(redis.call('ZRANGEBYSCORE', P .. 'due', '(' .. asked.latest, '+inf')) do
  local job = load(id)
  if job.state == 'failed' then
    put(id, job, asked.latest)
  end
end
for _, lane in ipairs(redis.call('HKEYS', P .. 'lanes')) do
  for _, id in ipairs(redis.call('ZREVRANGE', P .. 'ready:' .. lane, 0, 999)) do
    if tonumber(redis.call('HGET', P .. 'job:' .. id, 'run_at')) > tonumber(asked.latest) then
      put(id, load(id), asked.now)
    end
  end
end
for name, gate in pairs(gates()) do
  if gate.probe_at and tonumber(gate.probe_at) > tonumber(asked.latest) then
    gate.probe_at = asked.now
    close(name, gate)
    changed = changed + 1
  end
end
return answer(whole(changed))
