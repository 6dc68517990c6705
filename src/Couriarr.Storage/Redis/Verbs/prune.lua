-- asked: well, failed, limit. The last job of a schedule stays.
local kept, forgotten, limit = {}, 0, tonumber(asked.limit)
for _, text in ipairs(redis.call('HVALS', P .. 'ticks:fired')) do
  kept[cjson.decode(text).job] = true
end

local function forget(id)
  local job = load(id)
  leave(id, job)
  redis.call('ZREM', P .. 'ids', id)
  redis.call('ZREM', P .. 'tree:' .. (job.root_id or id), id)
  redis.call('DEL', P .. 'job:' .. id, P .. 'attempts:' .. id)
  forgotten = forgotten + 1
end

for state in pairs(ENDS) do
  local before = '(' .. (state == 'dead' and asked.failed or asked.well)
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', P .. 'ended:' .. state, '-inf', before, 'LIMIT', 0, limit + 100)) do
    if not kept[id] and forgotten < limit then
      forget(id)
    end
  end
end
redis.call('ZREMRANGEBYSCORE', P .. 'ticks', '-inf', '(' .. asked.well)
return answer(whole(forgotten))
