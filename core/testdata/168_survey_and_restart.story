# A restart in the middle of a survey goes on with it, by the program with which it began: here
# one of the line's own, of one question.
show survey call
08:59:00 line shop skill=sales wrap=none
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 menu quiz v1 start=how ; how survey question=csat next=bye ; bye hang_up
08:59:00 survey shop menu=quiz
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:01:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  > answer olga
  call.answered shop item1 olga: leg olga
  > petro and olga hear each other
09:02:00 olga ends
  survey.asked shop item1 olga: flow quiz, version 1
  > end olga: normal
  > mind the keys of petro
  > petro hears std_survey_csat
09:02:01 menu quiz v2 start=bye ; bye hang_up
09:02:02 restart keeping olga petro
  > mind the keys of petro
  > petro hears std_survey_csat
09:02:05 petro presses 4
  survey.answered shop item1 olga: question csat, value 4
  survey.ended shop item1 olga: complete
  > end petro: normal
  call.ended shop item1: by agent, cause normal
