-- Begins an epoch, or goes on with it. Ids and tokens go on behind what was given out, also when Redis has forgotten how far that was.
-- KEYS[1]: what all our keys begin with. ARGV: the epoch, from where its ids count, how many may be forgotten.
redis.call('SET', KEYS[1] .. 'epoch', ARGV[1])
for _, name in ipairs({ 'id', 'fence' }) do
  local known = tonumber(redis.call('GET', KEYS[1] .. name) or 0)
  redis.call('SET', KEYS[1] .. name, string.format('%.0f', math.max(known, ARGV[2]) + ARGV[3]))
end
return 'OK'
