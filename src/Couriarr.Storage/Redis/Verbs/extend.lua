-- asked: lease, of: pairs of id and token. Answers a word for each.
local words, till = {}, whole(clock() + asked.lease)
for i, lease in ipairs(asked.of) do
  local job = redis.call('HMGET', P .. 'job:' .. lease[1], 'state', 'token', 'cancel')
  if job[1] ~= 'running' or job[2] ~= lease[2] then
    words[i] = 'lost'
  else
    redis.call('HSET', P .. 'job:' .. lease[1], 'lease_until', till)
    redis.call('ZADD', P .. 'running', 'XX', till, lease[1])
    words[i] = job[3] and 'cancel' or 'held'
  end
end
return list(words)
