-- How many are in which state; with since: how many ended how since then.
local counts = {}
if asked.since then
  for state in pairs(ENDS) do
    counts[state] = redis.call('ZCOUNT', P .. 'ended:' .. state, asked.since, '+inf')
  end
  return cjson.encode(counts)
end
for state in pairs(ENDS) do
  counts[state] = redis.call('ZCARD', P .. 'state:' .. state)
end
for _, state in ipairs({ 'scheduled', 'failed', 'waiting', 'running', 'blocked' }) do
  counts[state] = redis.call('ZCARD', P .. 'state:' .. state)
end
for name in pairs(gates()) do
  if string.sub(name, 1, 5) == 'lane:' then
    local paused = redis.call('ZCARD', P .. 'ready:' .. string.sub(name, 6))
    counts.waiting, counts.blocked = counts.waiting - paused, counts.blocked + paused
  end
end
return cjson.encode(counts)
