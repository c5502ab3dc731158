/** What `tackle --help` says; it fits a screen of 80 columns and 24 rows. */

export const help = `tackle does a task in a repository; it is done when a check proves it.

  tackle run "<task>"       do a task here; also: tackle -p "<task>", or stdin
  tackle resume <session>   carry an interrupted session on
  tackle sessions           list sessions; rules: what is allowed or denied
  tackle show <session>     what happened; diff <session>: what it changed
  tackle undo [session]     take its changes back; --from <cell>: from there on
  tackle doctor             what works here; --compare: the check unconfined too

  --cwd <folder>            the workspace (here)
  --model <name>            solver, script:<file>, provider/name ($TACKLE_MODEL)
  --verify "<command>"      the check that proves the task (found by itself)
  --max-turns <n>           stop after n replies; --timeout <seconds>: then
  --max-budget-usd <n>      stop when the model has cost this much
  --may-change <glob>       tests that the task may change (repeatable)
  --allow-secrets <glob>    files like .env that programs may see (repeatable)
  --permission-mode <mode>  plan, manual …; --allowedTools "Bash(git *),Edit"
  --sandbox <kind>          auto, perl, bubblewrap, none (auto)
  --output-format <format>  text, json, stream-json (text)

Ctrl-C stops and keeps the session; a second Ctrl-C leaves at once.
Exit codes: 0 verified or answered, 1 tackle broke, 2 bad usage, 3 not proven,
4 refused, 5 out of turns, money or time, 130 interrupted.
`;
