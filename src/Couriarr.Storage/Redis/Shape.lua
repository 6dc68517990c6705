-- How the queue lies in Redis; stands before every verb. Ids are sixteen digits, so that their order as text is that as numbers.
-- KEYS[1]: what all our keys begin with. ARGV: the epoch the caller knows, the name of this call, what it asks as JSON.
local P, asked = KEYS[1], cjson.decode(ARGV[3])
if redis.call('GET', P .. 'epoch') ~= ARGV[1] then
  return redis.error_reply('AMNESIA the epoch is another one')
end

-- A call whose answer was lost is made again under its name: then nothing is done twice, and the answer is the same.
local said = ARGV[2] ~= '' and redis.call('GET', P .. 'call:' .. ARGV[2])
if said then
  return said
end

local function answer(text)
  if ARGV[2] ~= '' then
    redis.call('SET', P .. 'call:' .. ARGV[2], text, 'PX', 120000)
  end
  return text
end

local function list(items)
  return #items == 0 and '[]' or cjson.encode(items)
end

local function clock()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end

local function whole(number)
  return string.format('%.0f', number)
end

local function least(a, b)
  return tonumber(b) < tonumber(a) and b or a
end

local ENDS = { succeeded = true, skipped = true, dead = true, cancelled = true, superseded = true }

local function waits(state)
  return state ~= 'running' and not ENDS[state]
end

local function table_of(flat)
  local fields = {}
  for i = 1, #flat, 2 do
    fields[flat[i]] = flat[i + 1]
  end
  return fields
end

local function copy(fields)
  local twin = {}
  for name, value in pairs(fields) do
    twin[name] = value
  end
  return twin
end

local function load(id)
  local flat = redis.call('HGETALL', P .. 'job:' .. id)
  return #flat > 0 and table_of(flat) or nil
end

local function gates()
  local all = table_of(redis.call('HGETALL', P .. 'gates'))
  for name, text in pairs(all) do
    all[name] = cjson.decode(text)
  end
  return all
end

local function blocked_key(lane, by)
  return P .. 'blocked:' .. lane .. '/' .. by
end

local function leave(id, job)
  redis.call('ZREM', P .. 'state:' .. job.state, id)
  if job.state == 'waiting' then
    redis.call('ZREM', P .. 'ready:' .. job.lane, id)
  elseif job.state == 'blocked' then
    redis.call('ZREM', blocked_key(job.lane, job.blocked_by), id)
  elseif job.state == 'running' then
    redis.call('ZREM', P .. 'running', id)
  elseif ENDS[job.state] then
    redis.call('ZREM', P .. 'ended:' .. job.state, id)
  else
    redis.call('ZREM', P .. 'due', id)
  end
  if waits(job.state) and job.unique_key then
    redis.call('HDEL', P .. 'unique', job.unique_key)
  end
  if job.probe then
    redis.call('HDEL', P .. 'probes', job.gate)
  end
end

local function enter(id, job)
  redis.call('ZADD', P .. 'state:' .. job.state, id, id)
  if job.state == 'waiting' then
    redis.call('ZADD', P .. 'ready:' .. job.lane, job.rank, id)
  elseif job.state == 'blocked' then
    redis.call('ZADD', blocked_key(job.lane, job.blocked_by), job.rank, id)
  elseif job.state == 'running' then
    redis.call('ZADD', P .. 'running', job.lease_until, id)
  elseif ENDS[job.state] then
    redis.call('ZADD', P .. 'ended:' .. job.state, job.completed_at, id)
  else
    redis.call('ZADD', P .. 'due', job.run_at, id)
  end
  if waits(job.state) and job.unique_key then
    redis.call('HSET', P .. 'unique', job.unique_key, id)
  end
  if job.probe then
    redis.call('HSET', P .. 'probes', job.gate, id)
  end
end

-- How many live jobs there are of each lane and in each tree.
local function count(id, job, by)
  local counters = { lanes = job.lane, alive = job.root_id or id }
  for name, field in pairs(counters) do
    if redis.call('HINCRBY', P .. name, field, by) <= 0 then
      redis.call('HDEL', P .. name, field)
    end
  end
end

local function write(id, old, new)
  local set, gone = {}, {}
  for name, value in pairs(new) do
    if old[name] ~= value then
      set[#set + 1], set[#set + 2] = name, value
    end
  end
  for name in pairs(old) do
    if new[name] == nil then
      gone[#gone + 1] = name
    end
  end
  if #set > 0 then
    redis.call('HSET', P .. 'job:' .. id, unpack(set))
  end
  if #gone > 0 then
    redis.call('HDEL', P .. 'job:' .. id, unpack(gone))
  end
end

-- The only way a job gets from one state into another.
local function move(id, old, new)
  leave(id, old)
  write(id, old, new)
  enter(id, new)
  if ENDS[old.state] ~= ENDS[new.state] then
    count(id, new, ENDS[new.state] and -1 or 1)
  end
end
