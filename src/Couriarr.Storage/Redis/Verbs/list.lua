-- One page through one index, so that no look holds up the others for long. asked: source, from, oldest_first, limit, and what to look for.
-- Answers the jobs that fit, and from where to go on; without that there are no more.
local PAGE = 1000
local closed, found, limit, last = gates(), {}, tonumber(asked.limit), nil

local function holds(job)
  for _, text in ipairs({ job.payload, job.note or '', job.type }) do
    for _, spelling in ipairs(asked.spellings) do
      if string.find(string.lower(text), spelling, 1, true) then
        return true
      end
    end
  end
  return false
end

local function fits(job)
  return (not asked.states or asked.states[job.state])
    and (not asked.kind or job.type == asked.kind)
    and (not asked.lane or job.lane == asked.lane)
    and (not asked.ended_since or not ENDS[job.state] or tonumber(job.completed_at) >= tonumber(asked.ended_since))
    and (not asked.spellings or holds(job))
end

local command = asked.oldest_first and 'ZRANGEBYSCORE' or 'ZREVRANGEBYSCORE'
local page = redis.call(command, P .. asked.source, asked.from, asked.to, 'LIMIT', 0, PAGE)
for _, id in ipairs(page) do
  local job = load(id)
  local view = job and seen(id, job, closed)
  if view and fits(view) then
    found[#found + 1] = view
  end
  last = id
  if #found == limit then
    break
  end
end
local more = #page == PAGE or last ~= page[#page]
return '{"jobs":' .. list(found) .. ',"next":' .. (more and last and '"(' .. last .. '"' or 'null') .. '}'
