# Calls that nobody here can take leave one fact.
08:59:00 line shop skill=sales
08:59:00 number 100 line=shop
09:00:00 petro calls 999
  call.refused: reason unknown_number, caller petro
  > end petro: not_found
09:00:01 maria calls 100 refused overload
  call.refused shop: reason overload, caller maria
  > end maria: overload
