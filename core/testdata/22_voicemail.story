# Petro leaves a message: greeting, tone, his words, the key. Maria hangs up after hers.
# Taras hangs up in the greeting and has only been missed.
08:59:00 line shop skill=sales
08:59:00 number 100 line=shop menu=night
08:59:00 menu night v1 start=box ; box voicemail line=shop max=60s
09:00:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  menu.entered shop item1: flow night, version 1, node box
  > answer petro
  > petro hears std_voicemail, tone beep
09:00:08 petro hears it out
  recording.started shop item1: recording file1, voicemail
  > mind the keys of petro
  > record file1: petro
09:00:20 petro presses #
  menu.left shop item1: node box, reason voicemail
  item.left shop item1: reason voicemail
  promise.opened shop item1 promise1: kind voicemail, cause voicemail, number petro, origin_at 09:00:00, due_at 09:02:20, recording file1
  > stop file1
  > petro hears std_goodbye
  recording.closed shop item1: recording file1, ms 12s
09:00:23 petro hears it out
  > end petro: normal
  call.ended shop item1: by system, cause normal
09:01:00 maria calls 100
  call.created shop: inbound, leg maria, did 100, caller maria
  item.created shop item2: kind call, origin_at 09:01:00, number maria
  menu.entered shop item2: flow night, version 1, node box
  > answer maria
  > maria hears std_voicemail, tone beep
09:01:08 maria hears it out
  recording.started shop item2: recording file2, voicemail
  > mind the keys of maria
  > record file2: maria
09:01:30 maria hangs up
  menu.left shop item2: node box, reason voicemail
  item.left shop item2: reason voicemail
  promise.opened shop item2 promise2: kind voicemail, cause voicemail, number maria, origin_at 09:01:00, due_at 09:03:30, recording file2
  call.ended shop item2: by caller, cause normal
  > stop file2
  recording.closed shop item2: recording file2, ms 22s
09:02:00 taras calls 100
  call.created shop: inbound, leg taras, did 100, caller taras
  item.created shop item3: kind call, origin_at 09:02:00, number taras
  menu.entered shop item3: flow night, version 1, node box
  > answer taras
  > taras hears std_voicemail, tone beep
09:02:03 taras hangs up
  menu.left shop item3: node box, reason hung_up
  item.left shop item3: reason left_in_menu, detail box
  promise.opened shop item3 promise3: kind missed, cause left_in_menu, number taras, origin_at 09:02:00, due_at 09:04:03
  call.ended shop item3: by caller, cause normal
# Nina talks until her time is over.
09:03:00 nina calls 100
  call.created shop: inbound, leg nina, did 100, caller nina
  item.created shop item4: kind call, origin_at 09:03:00, number nina
  menu.entered shop item4: flow night, version 1, node box
  > answer nina
  > nina hears std_voicemail, tone beep
09:03:08 nina hears it out
  recording.started shop item4: recording file3, voicemail
  > mind the keys of nina
  > record file3: nina
  -- 09:04:08
  menu.left shop item4: node box, reason voicemail
  item.left shop item4: reason voicemail
  promise.opened shop item4 promise4: kind voicemail, cause voicemail, number nina, origin_at 09:03:00, due_at 09:06:08, recording file3
  > stop file3
  > nina hears std_goodbye
  recording.closed shop item4: recording file3, ms 1m0s
09:05:00 later
