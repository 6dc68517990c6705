-- asked: id, token, to, changes, blocked_by, attempt, follow_ups, taken_in: what is said of a twin. Nothing changes when the lease was lost.
local job = load(asked.id)
if not job or job.state ~= 'running' or job.token ~= asked.token then
  return answer('null')
end

local function state_of()
  if ENDS[asked.to] then
    return asked.to
  elseif job.cancel then
    return 'cancelled'
  elseif asked.blocked_by and asked.blocked_by ~= 'unknown' and redis.call('HEXISTS', P .. 'gates', asked.blocked_by) == 0 then
    -- It opened since the engine made up its mind.
    return 'waiting'
  end
  return asked.to
end

local back = copy(job)
back.state, back.note, back.retry_count, back.crash_count = state_of(), asked.note, asked.retry_count, asked.crash_count
back.owner, back.lease_until, back.cancel, back.probe = nil, nil, nil, nil
if ENDS[back.state] then
  back.completed_at, back.trace = asked.at, nil
else
  back.run_at, back.rank = asked.run_at, asked.rank
  back.blocked_by = back.state == 'blocked' and asked.blocked_by or nil
end
local twin_id = not ENDS[back.state] and job.unique_key and redis.call('HGET', P .. 'unique', job.unique_key)
if twin_id then
  local twin = load(twin_id)
  local ended = copy(twin)
  ended.state, ended.note, ended.completed_at = 'superseded', asked.taken_in, asked.at
  ended.blocked_by, ended.probe, ended.trace = nil, nil, nil
  move(twin_id, twin, ended)
  take_in(back, twin)
end
move(asked.id, job, back)
if asked.attempt then
  remember(asked.id, asked.attempt)
end
local children = {}
for i, new in ipairs(asked.follow_ups) do
  children[i] = add(new)
end
local taken_in = twin_id and ',"taken_in":"' .. twin_id .. '"' or ''
return answer('{"state":"' .. back.state .. '","follow_ups":' .. list(children) .. taken_in .. '}')
