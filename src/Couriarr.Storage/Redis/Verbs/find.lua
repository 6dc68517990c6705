local job = load(asked.id)
return job and cjson.encode(seen(asked.id, job, gates())) or 'null'
