-- asked: owner, lease; only_expired where other owners may live. Those whose names are the owner's up to a dot do not.
local adopted = {}
local latest = asked.only_expired and clock() or math.huge
local place = string.match(asked.owner, '^[^.]*%.')

local function is_dead(owner, lease_until)
  return tonumber(lease_until) <= latest or (place and string.sub(owner, 1, #place) == place)
end

local running = redis.call('ZRANGE', P .. 'running', 0, -1, 'WITHSCORES')
for i = 1, #running, 2 do
  local id = running[i]
  local job = load(id)
  if job.owner ~= asked.owner and is_dead(job.owner, running[i + 1]) then
    adopted[#adopted + 1] = lend(id, job, { owner = asked.owner })
  end
end
return answer(list(adopted))
