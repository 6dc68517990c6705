-- The steps are those of IJobStore.ClaimAsync, in its order. asked: lane, limit, owner, now, lease, next_probe, held, suspect_at,
-- gates_of_others, kinds_of_others, before.
local leases, limit, suspect_at = {}, tonumber(asked.limit), tonumber(asked.suspect_at)
local at_work = keys_at_work()

-- Claimed by a call of ours whose answer was lost.
local function take_forgotten()
  local held, ours = {}, {}
  for _, lease in ipairs(asked.held) do
    held[lease] = true
  end
  for _, id in ipairs(redis.call('ZRANGE', P .. 'running', 0, -1)) do
    local run = redis.call('HMGET', P .. 'job:' .. id, 'owner', 'lane', 'token')
    if run[1] == asked.owner and run[2] == asked.lane and not held[id .. ':' .. run[3]] then
      ours[#ours + 1] = id
    end
  end
  table.sort(ours)
  for i = 1, math.min(#ours, limit) do
    leases[i] = lend(ours[i], load(ours[i]), {})
  end
end

local function promote()
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', P .. 'due', '-inf', asked.now, 'LIMIT', 0, 500)) do
    local job = load(id)
    local due = copy(job)
    due.state = 'waiting'
    move(id, job, due)
  end
end

local function let_probe_through(name, gate)
  if asked.gates_of_others[name] or not gate.probe_at or tonumber(gate.probe_at) > tonumber(asked.now) or redis.call('HEXISTS', P .. 'probes', name) == 1 then
    return
  end
  -- Whose twin is at work would keep the gate closed until that ends.
  for _, id in ipairs(redis.call('ZRANGE', blocked_key(asked.lane, name), 0, 99)) do
    local job = load(id)
    if not at_work[job.unique_key or ''] then
      local probe = copy(job)
      probe.state, probe.blocked_by, probe.probe = 'waiting', nil, '1'
      move(id, job, probe)
      gate.probe_at = asked.next_probe
      close(name, gate)
      return
    end
  end
end

-- Only the front of the lane is looked at. False while it is full of jobs behind closed gates: the next claim goes on.
local function block(closed)
  for _ = 1, 20 do
    local blocked = 0
    for _, id in ipairs(redis.call('ZRANGE', P .. 'ready:' .. asked.lane, 0, 499)) do
      local at = redis.call('HMGET', P .. 'job:' .. id, 'gate', 'probe')
      if at[1] and not at[2] and closed[at[1]] then
        local job = load(id)
        local held = copy(job)
        held.state, held.blocked_by, held.note = 'blocked', job.gate, closed[job.gate].reason
        move(id, job, held)
        blocked = blocked + 1
      end
    end
    if blocked == 0 then
      return true
    end
  end
  return false
end

local function suspect_runs()
  for _, id in ipairs(redis.call('ZRANGE', P .. 'running', 0, -1)) do
    if tonumber(redis.call('HGET', P .. 'job:' .. id, 'crash_count')) >= suspect_at then
      return true
    end
  end
  return false
end

-- Only while others serve what we cannot do a queue is walked through, and that not to its end: nobody else is answered meanwhile.
local WALK = 10000

-- What has a twin at work waits for its end.
local function is_not_ours(job)
  return asked.kinds_of_others[job[2]] or (job[3] and asked.gates_of_others[job[3]]) or (job[4] and at_work[job[4]])
end

-- Of the suspects only the first, and only while no other runs.
local function choose()
  local chosen, from, suspect_is_due = {}, 0, true
  while #leases + #chosen < limit and from < WALK do
    local page = redis.call('ZRANGE', P .. 'ready:' .. asked.lane, '-inf', '(' .. (asked.before or '+inf'), 'BYSCORE', 'LIMIT', from, 100)
    for _, id in ipairs(page) do
      local job = redis.call('HMGET', P .. 'job:' .. id, 'crash_count', 'type', 'gate', 'unique_key')
      local is_suspect = tonumber(job[1]) >= suspect_at
      if not is_not_ours(job) then
        if not is_suspect or (suspect_is_due and not suspect_runs()) then
          chosen[#chosen + 1] = id
        end
        suspect_is_due = suspect_is_due and not is_suspect
      end
      if #leases + #chosen == limit then
        break
      end
    end
    if #page < 100 then
      break
    end
    from = from + 100
  end
  return chosen
end

if asked.held then
  take_forgotten()
end
promote()
local closed = gates()
if closed['lane:' .. asked.lane] then
  return list(leases)
end
for name, gate in pairs(closed) do
  let_probe_through(name, gate)
end
if next(closed) and not block(closed) then
  return list(leases)
end
for _, id in ipairs(choose()) do
  local job = load(id)
  job.note, job.cancel = nil, nil
  redis.call('HDEL', P .. 'job:' .. id, 'note', 'cancel')
  leases[#leases + 1] = lend(id, job, { owner = asked.owner, started_at = asked.now })
end
return list(leases)
