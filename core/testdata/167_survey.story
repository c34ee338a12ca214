# A survey (product.md S-91): the agent hangs up, the caller stays and is asked how it was,
# whether the question is solved, and what he has to say. The agent writes up meanwhile.
show item survey recording call
08:59:00 line shop skill=sales
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 survey shop
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:01:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  > answer olga
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 5s
  item.connected shop item1 olga: waited 5s
  item.left shop item1 olga: reason answered, waited 5s
  call.answered shop item1 olga: leg olga
  > petro and olga hear each other
09:02:00 olga ends
  survey.asked shop item1 olga: flow survey, version 1
  > end olga: normal
  > mind the keys of petro
  > petro hears std_survey_csat
09:02:05 petro presses 5
  survey.answered shop item1 olga: question csat, value 5
  > petro hears std_survey_solved
09:02:08 petro presses 1
  survey.answered shop item1 olga: question solved, value 1
  > petro hears std_survey_comment, tone beep
09:02:15 petro hears it out
  recording.started shop item1: recording file1, voicemail
  > mind the keys of petro
  > record file1: petro
09:02:20 olga finishes
  item.wrapped shop item1 olga: wrap 20s
  item.closed shop item1 olga: talk 55s
09:02:30 petro presses #
  survey.commented shop item1 olga: recording file1
  > stop file1
  > petro hears std_survey_thanks
  recording.closed shop item1: recording file1, ms 15s
09:02:35 petro hears it out
  survey.ended shop item1 olga: complete
  > end petro: normal
  call.ended shop item1: by agent, cause normal
09:02:36 petro hears it out
# Who hangs up first is not asked. Who hangs up in the middle has answered so far.
09:03:00 maria calls 100
  call.created shop: inbound, leg maria, did 100, caller maria
  item.created shop item2: kind call, origin_at 09:03:00, number maria
  item.enqueued shop item2: position 1
  item.offered shop item2 olga: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:02:20)
  > answer maria
  > maria hears std_music again and again
  > ring olga at browser
09:03:05 olga answers
  > answer olga
  item.offer_ended shop item2 olga: offer offer2, verdict accepted, rang 5s
  item.connected shop item2 olga: waited 5s
  item.left shop item2 olga: reason answered, waited 5s
  call.answered shop item2 olga: leg olga
  > maria and olga hear each other
09:04:00 maria hangs up
  > end olga: normal
  call.ended shop item2: by caller, cause normal
09:04:10 olga finishes
  item.wrapped shop item2 olga: wrap 10s
  item.closed shop item2 olga: talk 55s
09:05:00 nina calls 100
  call.created shop: inbound, leg nina, did 100, caller nina
  item.created shop item3: kind call, origin_at 09:05:00, number nina
  item.enqueued shop item3: position 1
  item.offered shop item3 olga: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:04:10)
  > answer nina
  > nina hears std_music again and again
  > ring olga at browser
09:05:05 olga answers
  > answer olga
  item.offer_ended shop item3 olga: offer offer3, verdict accepted, rang 5s
  item.connected shop item3 olga: waited 5s
  item.left shop item3 olga: reason answered, waited 5s
  call.answered shop item3 olga: leg olga
  > nina and olga hear each other
09:06:00 olga ends
  survey.asked shop item3 olga: flow survey, version 1
  > end olga: normal
  > mind the keys of nina
  > nina hears std_survey_csat
09:06:05 nina presses 2
  survey.answered shop item3 olga: question csat, value 2
  > nina hears std_survey_solved
09:06:08 nina hangs up
  survey.ended shop item3 olga
  call.ended shop item3: by agent, cause normal
09:06:10 olga finishes
  item.wrapped shop item3 olga: wrap 10s
  item.closed shop item3 olga: talk 55s
# Whoever presses nothing is asked twice each, and then let go.
09:10:00 taras calls 100
  call.created shop: inbound, leg taras, did 100, caller taras
  item.created shop item4: kind call, origin_at 09:10:00, number taras
  item.enqueued shop item4: position 1
  item.offered shop item4 olga: offer offer4, device browser, (rule longest_idle, eligible 1, idle_since 09:06:10)
  > answer taras
  > taras hears std_music again and again
  > ring olga at browser
09:10:05 olga answers
  > answer olga
  item.offer_ended shop item4 olga: offer offer4, verdict accepted, rang 5s
  item.connected shop item4 olga: waited 5s
  item.left shop item4 olga: reason answered, waited 5s
  call.answered shop item4 olga: leg olga
  > taras and olga hear each other
09:11:00 olga ends
  survey.asked shop item4 olga: flow survey, version 1
  > end olga: normal
  > mind the keys of taras
  > taras hears std_survey_csat
09:11:10 taras hears it out
  -- 09:11:15
  > taras hears std_survey_csat
09:11:25 taras hears it out
  -- 09:11:30
  item.wrapped shop item4 olga: auto, wrap 30s
  item.closed shop item4 olga: talk 55s
  > taras hears std_survey_solved
09:11:40 taras hears it out
  -- 09:11:45
  > taras hears std_survey_solved
09:11:55 taras hears it out
  -- 09:12:00
  > taras hears std_survey_comment, tone beep
09:12:10 taras hears it out
  recording.started shop item4: recording file2, voicemail
  > mind the keys of taras
  > record file2: taras
09:12:20 taras hangs up
  survey.commented shop item4 olga: recording file2
  survey.ended shop item4 olga: complete
  call.ended shop item4: by agent, cause normal
  > stop file2
  recording.closed shop item4: recording file2, ms 10s
