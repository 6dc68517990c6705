local ids = {}
for i, new in ipairs(asked) do
  ids[i] = add(new)
end
return answer(list(ids))
