-- What several verbs do to a job.

-- One that waits becomes what a newer one of its key wants.
local function take_in(one, new)
  if one.gate ~= new.gate then
    one.probe = nil
  end
  if one.blocked_by and one.blocked_by ~= new.gate then
    one.state, one.blocked_by = 'waiting', nil
  end
  one.payload, one.payload_version, one.max_retries, one.gate = new.payload, new.payload_version, new.max_retries, new.gate
  one.priority, one.rank, one.run_at = least(one.priority, new.priority), least(one.rank, new.rank), least(one.run_at, new.run_at)
  one.retry_count = '0'
end

local function merge(id, new)
  local twin = load(id)
  local one = copy(twin)
  take_in(one, new)
  move(id, twin, one)
  return id
end

local function add(new)
  local twin = new.unique_key and redis.call('HGET', P .. 'unique', new.unique_key)
  if twin then
    return merge(twin, new)
  end
  local id = string.format('%016.0f', redis.call('INCR', P .. 'id'))
  new.state = tonumber(new.run_at) > tonumber(new.created_at) and 'scheduled' or 'waiting'
  new.retry_count, new.crash_count, new.token = '0', '0', '0'
  write(id, {}, new)
  enter(id, new)
  count(id, new, 1)
  redis.call('ZADD', P .. 'ids', id, id)
  redis.call('ZADD', P .. 'tree:' .. (new.root_id or id), id, id)
  return id
end

local function remember(id, attempt)
  redis.call('RPUSH', P .. 'attempts:' .. id, cjson.encode(attempt))
end

-- Of one key one job runs and one waits.
local function keys_at_work()
  local keys = {}
  for _, id in ipairs(redis.call('ZRANGE', P .. 'running', 0, -1)) do
    local key = redis.call('HGET', P .. 'job:' .. id, 'unique_key')
    if key then
      keys[key] = true
    end
  end
  return keys
end

local function next_token()
  return whole(redis.call('INCR', P .. 'fence'))
end

-- Gives a job to an owner; who had it before may write nothing any more.
local function lend(id, job, changes)
  local lent = copy(job)
  for name, value in pairs(changes) do
    lent[name] = value
  end
  lent.state, lent.token, lent.lease_until = 'running', next_token(), whole(clock() + asked.lease)
  move(id, job, lent)
  lent.id = id
  return lent
end

local function release(by)
  local released = 0
  for _, lane in ipairs(redis.call('HKEYS', P .. 'lanes')) do
    for _, id in ipairs(redis.call('ZRANGE', blocked_key(lane, by), 0, -1)) do
      local job = load(id)
      local free = copy(job)
      free.state, free.blocked_by = 'waiting', nil
      move(id, job, free)
      released = released + 1
    end
  end
  return released
end

local function close(name, gate)
  redis.call('HSET', P .. 'gates', name, cjson.encode(gate))
end

-- As people see it: a waiting job of a paused lane reads as blocked.
local function seen(id, job, closed)
  local pause = job.state == 'waiting' and closed['lane:' .. job.lane]
  local view = copy(job)
  if pause then
    view.state, view.blocked_by, view.note = 'blocked', 'lane:' .. job.lane, pause.reason
  end
  view.id = id
  return view
end
