local at_work = keys_at_work()

local function can_come(job)
  if not job or job.state == 'running' or job.state == 'waiting' or job.state == 'blocked' then
    return false
  end
  local key = ENDS[job.state] and job.unique_key
  return not (key and (at_work[key] or redis.call('HEXISTS', P .. 'unique', key) == 1))
end

-- Its row was the only memory of a run that ended well.
local function remember_good_end(id, job)
  if (job.state == 'succeeded' or job.state == 'skipped') and job.started_at then
    remember(id, {
      number = whole(job.retry_count + 1),
      started_at = job.started_at,
      ended_at = job.completed_at,
      outcome = job.state,
      error = job.note,
    })
  end
end

local revived = {}
for _, wish in ipairs(asked) do
  local job = load(wish.id)
  if can_come(job) then
    remember_good_end(wish.id, job)
    local back = copy(job)
    back.state, back.run_at, back.rank = 'scheduled', wish.run_at, wish.rank
    if ENDS[job.state] then
      back.completed_at, back.retry_count, back.crash_count = nil, '0', '0'
    end
    move(wish.id, job, back)
    revived[#revived + 1] = wish.id
  end
end
return answer(list(revived))
