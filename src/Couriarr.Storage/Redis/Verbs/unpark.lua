return answer(whole(release('unknown')))
