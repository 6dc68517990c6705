-- Whether new work is taken, found out by really writing. A token may be skipped.
return answer(next_token())
