-- asked: schedule, line, at, job.
local tick = asked.schedule .. '\n' .. asked.line .. '\n' .. asked.at
local last = redis.call('HGET', P .. 'ticks:last', asked.schedule)
local fired = redis.call('HGET', P .. 'ticks:fired', asked.schedule)

local function is_it(text)
  local known = text and cjson.decode(text)
  return known and known.line == asked.line and known.at == asked.at
end

if redis.call('ZSCORE', P .. 'ticks', tick) or is_it(last) or is_it(fired) then
  return answer('null')
end
redis.call('ZADD', P .. 'ticks', asked.at, tick)
local written = { schedule = asked.schedule, line = asked.line, at = asked.at, job = asked.job and add(asked.job) }
local text = cjson.encode(written)
redis.call('HSET', P .. 'ticks:last', asked.schedule, text)
if asked.job then
  redis.call('HSET', P .. 'ticks:fired', asked.schedule, text)
end
return answer(text)
