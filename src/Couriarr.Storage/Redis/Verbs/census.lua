-- A page of the live jobs of one state, counted by kind, lane and state. asked: state, from.
local PAGE = 2000
local closed, groups, counted = gates(), {}, {}
local page = redis.call('ZRANGEBYSCORE', P .. 'state:' .. asked.state, asked.from, '+inf', 'LIMIT', 0, PAGE)
for _, id in ipairs(page) do
  local job = redis.call('HMGET', P .. 'job:' .. id, 'type', 'lane', 'run_at')
  local state = asked.state == 'waiting' and closed['lane:' .. job[2]] and 'blocked' or asked.state
  local name = job[1] .. '\n' .. job[2] .. '\n' .. state
  local group = groups[name]
  if not group then
    group = { kind = job[1], lane = job[2], state = state, count = 0, oldest = job[3] }
    groups[name], counted[#counted + 1] = group, group
  end
  group.count, group.oldest = group.count + 1, least(group.oldest, job[3])
end
return '{"counts":' .. list(counted) .. ',"next":' .. (#page == PAGE and '"(' .. page[#page] .. '"' or 'null') .. '}'
