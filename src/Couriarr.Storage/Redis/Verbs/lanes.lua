return list(redis.call('HKEYS', P .. 'lanes'))
