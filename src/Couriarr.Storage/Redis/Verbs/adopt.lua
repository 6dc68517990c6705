-- asked: owner, lease; only_expired where other owners may live.
local adopted = {}
local latest = asked.only_expired and clock() or '+inf'
for _, id in ipairs(redis.call('ZRANGEBYSCORE', P .. 'running', '-inf', latest)) do
  local job = load(id)
  if job.owner ~= asked.owner then
    adopted[#adopted + 1] = lend(id, job, { owner = asked.owner })
  end
end
return answer(list(adopted))
