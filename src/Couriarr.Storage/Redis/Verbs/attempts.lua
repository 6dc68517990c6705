local all = redis.call('LRANGE', P .. 'attempts:' .. asked.id, 0, -1)
return '[' .. table.concat(all, ',') .. ']'
