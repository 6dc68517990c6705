-- asked: which, the last ones or those that fired a job.
return '[' .. table.concat(redis.call('HVALS', P .. 'ticks:' .. asked.which), ',') .. ']'
