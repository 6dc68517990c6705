local all = {}
for name, gate in pairs(gates()) do
  gate.name = name
  all[#all + 1] = gate
end
return list(all)
