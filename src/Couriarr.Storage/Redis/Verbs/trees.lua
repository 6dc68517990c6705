-- What became of trees, a word for each root: unknown, alive or ended; and how many jobs each has. asked: the roots.
local all = {}
for i, root in ipairs(asked) do
  local word = redis.call('HEXISTS', P .. 'alive', root) == 1 and 'alive'
    or redis.call('EXISTS', P .. 'job:' .. root) == 1 and 'ended'
    or 'unknown'
  all[i] = { word = word, jobs = redis.call('ZCARD', P .. 'tree:' .. root) }
end
return list(all)
