/** What `tackle --help` says; it fits a screen of 80 columns and 24 rows. */

export const help = `tackle does a task in a repository; it is done when a check proves it.

  tackle                    talk with it in this terminal; --plain: lines only
  tackle run "<task>"       do a task here; also: tackle -p "<task>", or stdin
  tackle resume <session>   carry it on; rewind, fork: go back, go another way
  tackle sessions           list; export, verify, forget, replay, compare them
  tackle show <session>     what happened; tree: what was tried; diff, evidence
  tackle undo [session]     take its changes back; --from <cell>: from there on
  tackle doctor             what works here; trust: let its own settings count
  tackle models             who can answer; login, logout <provider>: its key

  --cwd <folder>            the workspace (here)
  --model <name>[,<name>]   solver, script:<file>, provider/name ($TACKLE_MODEL)
  --verify "<command>"      the check that proves the task (found by itself)
  --continue, -c            go on with the last session here; --resume <id>
  --max-turns <n>           at most; --max-tokens, --max-budget-usd, --timeout
  --permission-mode <mode>  plan, manual …; --allowedTools "Bash(git *),Edit"
  --sandbox <kind>          auto, perl, bubblewrap, none (auto)
  --output-format <format>  text, json, stream-json (text)

More flags: tackle run --help; what is allowed: tackle rules. Ctrl-C stops.
Exit codes: 0 verified or answered, 1 tackle broke, 2 bad usage, 3 not proven,
4 refused, 5 out of turns, money or time, 130 interrupted.
`;

/** What `tackle run --help` adds: the flags that programs and the careful use. */
export const runHelp = `tackle run "<task>" (or tackle -p "<task>") does a task in a repository.

  -p, --print               for programs and pipes: stdin is added to the task
  --input-format <format>   text, stream-json: a {"type":"user",…} line a turn
  --output-format <format>  text, json, stream-json
  --include-partial-messages   in stream-json: replies while they come, too
  --json-schema <schema>    the session ends with a value of this schema (a file
                            or JSON), as structured_output of the result
  --append-system-prompt <words>   added to what the model reads first
  --add-dir <folder>        a folder that may be read too (repeatable)
  --settings <file>         settings that count over those of files
  --reviewer <model>        a second model that checks promises by programs
  --mcp-config <file>       read, and not used yet
  --continue, --resume <id> go on with a session; the task is a further word
  --max-turns, --max-tokens, --max-budget-usd, --timeout   stop before more
  --may-change <glob>       tests that the task may change (repeatable)
  --allow-secrets <glob>    files like .env that programs may see (repeatable)
  --allow-net <host[:port]> a place on the network that programs may reach; the port is 443 (repeatable)
  --permission-mode, --allowedTools, --disallowedTools     what may be done

Settings, the nearer wins: $XDG_CONFIG_HOME/tackle/settings.json,
.tackle/settings.json, .tackle/settings.local.json, --settings, flags.
`;
