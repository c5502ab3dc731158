# Builds a confined world out of Linux namespaces by raw system calls, then runs commands in it, each on a fresh overlay
# (mode "stage"), or one long-lived program with the workspace read-only (mode "guest"). Needs perl-base and nothing else.
# Frames on descriptor 3, both ways: one letter, a 32-bit big-endian length, the payload; lists are (length, bytes)*.
# (mode "house": one long-lived program on stages that are mounted under it while it stands still.)
#   in:  S settings | C command | K kill the command | D delete an upper | B begin a stage | H hold | I interrupt
#   out: R ready | O output | E ended | X failed | B begun | H held | W others are there
# No signal handlers anywhere: to the first process of a pid namespace only handled signals are delivered from inside.
use strict;
use warnings;

my %NUMBERS = (
  x86_64 => { mount => 165, umount2 => 166, pivot_root => 155, unshare => 272, prctl => 157, capset => 126, socket => 41,
    ioctl => 16, mount_setattr => 442, pidfd_open => 434, close_range => 436, lgetxattr => 192, lremovexattr => 198,
    dup3 => 292, prlimit64 => 302, mknodat => 259, setresuid => 117, setresgid => 119, setgroups => 116, exit_group => 231,
    setsid => 112, setns => 308, clock_gettime => 228, lsetxattr => 189, llistxattr => 195, statfs => 137, statx => 332,
    utimensat => 280, fchownat => 260, lseek => 8, sendfile => 40 },
  aarch64 => { mount => 40, umount2 => 39, pivot_root => 41, unshare => 97, prctl => 167, capset => 91, socket => 198,
    ioctl => 29, mount_setattr => 442, pidfd_open => 434, close_range => 436, lgetxattr => 9, lremovexattr => 15,
    dup3 => 24, prlimit64 => 261, mknodat => 33, setresuid => 147, setresgid => 149, setgroups => 159, exit_group => 94,
    setsid => 157, setns => 268, clock_gettime => 113, lsetxattr => 6, llistxattr => 12, statfs => 43, statx => 291,
    utimensat => 88, fchownat => 54, lseek => 62, sendfile => 71 },
);
my ($BIND, $RECURSIVE, $NOSUID, $NODEV, $NOEXEC, $PRIVATE) = (4096, 16384, 2, 4, 8, 262144);
my $number = $NUMBERS{ shift @ARGV } or die "unknown architecture\n";
my $world = '/';    # the new root, until it is pivoted into
my ($RLIMIT_DATA, $RLIMIT_CORE) = (2, 4);

sub try_call { my $name = shift; return syscall($number->{$name}, @_) }
sub call {
  my $name = shift;
  my $result = syscall($number->{$name}, @_);
  die "$name(" . join(', ', map { /^[\x20-\x7e]*$/ ? $_ : '?' } @_[0 .. ($#_ < 1 ? $#_ : 1)]) . "): $!\n" if $result < 0;
  return $result;
}

# --- frames ---------------------------------------------------------------------------------------------------------
open(my $control, '+<&=', 3) or exit 125;
binmode $control;
sub read_exactly {
  my ($length) = @_;
  my $bytes = '';
  while (length($bytes) < $length) {
    my $got = sysread($control, $bytes, $length - length($bytes), length($bytes));
    next if !defined $got && $! == 4;
    return undef if !$got;
  }
  return $bytes;
}
sub receive {
  my $head = read_exactly(5);
  return () if !defined $head;
  my ($type, $length) = unpack('aN', $head);
  my $payload = $length ? read_exactly($length) : '';
  return defined $payload ? ($type, $payload) : ();
}
sub frame { my ($type, $payload) = @_; return pack('aN', $type, length $payload) . $payload }
sub send_frame { send_bytes(frame(@_)) }
sub send_bytes {
  my ($bytes) = @_;
  my $at = 0;
  while ($at < length $bytes) {
    my $put = syswrite($control, $bytes, length($bytes) - $at, $at);
    next if !defined $put && $! == 4;
    exit 0 if !defined $put;    # nobody listens any more: the namespace ends with this process
    $at += $put;
  }
}
sub fail { my ($why) = @_; chomp $why; send_frame('X', $why); exit 125 }

# --- mounts ---------------------------------------------------------------------------------------------------------
sub mount_at { my ($source, $target, $type, $flags, $data) = map { "$_" } @_; call('mount', $source, $target, $type, $flags + 0, $data) }
# Only ever adds restrictions, so flags that are locked from outside (nosuid, noatime ...) never make it fail.
sub restrict {
  my ($target, $attributes, $reach) = @_;
  my $attribute = pack('Q4', $attributes, 0, 0, 0);
  my $path = "$target";
  call('mount_setattr', -100, $path, $reach // 0x8000, $attribute, 32);
}
sub make_folders {
  my ($path) = @_;
  my $at = $world;
  for my $part (grep { length } split m{/}, $path) { $at .= "/$part"; mkdir $at, 0755 }
}
sub make_place {    # a mount point of the kind that its source is
  my ($source, $target) = @_;
  if (-d $source) { make_folders($target); return }
  (my $parent = $target) =~ s{/[^/]*$}{};
  make_folders($parent);
  if (!-e "$world$target") { open(my $file, '>', "$world$target") or die "cannot make $target: $!\n"; close $file }
}
sub build {
  my ($kind, $target, $detail, $flags) = @_;
  my $place = "$world$target";
  if ($kind eq 'folder') { make_folders($target) }
  elsif ($kind eq 'link') { symlink($detail, $place) or die "symlink $target: $!\n" }
  elsif ($kind eq 'bind') {
    make_place($detail, $target);
    mount_at($detail, $place, '', $BIND | $RECURSIVE, '');
    restrict($place, 2 | ($flags =~ /d/ ? 0 : 4) | ($flags =~ /w/ ? 0 : 1));
  }
  elsif ($kind eq 'tmpfs') { make_folders($target); mount_at('tmpfs', $place, 'tmpfs', $NOSUID | $NODEV, $detail) }
  elsif ($kind eq 'proc') { make_folders($target); mount_at('proc', $place, 'proc', $NOSUID | $NODEV | $NOEXEC, '') }
  elsif ($kind eq 'terminals') {    # a convenience: without it programs only lack pseudo terminals
    make_folders($target);
    my ($source, $type, $data) = ('devpts', 'devpts', 'newinstance,ptmxmode=0666,mode=620');
    my $path = $place;
    try_call('mount', $source, $path, $type, $NOSUID | $NOEXEC, $data);
  }
  elsif ($kind eq 'seal') { restrict($place, 1) }
  else { die "unknown step $kind\n" }
}
# Programs' changes can be held in memory where an overlay can mark them there: since Linux 6.6. There is four times the room that they
# may take, so that what outgrows it is seen before anything fails.
my $FILES = 128;    # for each megabyte
sub hold_in_memory {
  my ($place, $megabytes) = @_;
  mkdir $place;
  mount_at('tmpfs', $place, 'tmpfs', $NOSUID | $NODEV, "mode=700,size=" . 4 * $megabytes . "m,nr_inodes=" . 4 * $FILES * $megabytes);
  my ($path, $name, $value) = ($place, 'user.overlay.tried', 'y');
  return 1 if try_call('lsetxattr', $path, $name, $value, 1, 0) == 0;
  call('umount2', $path, 2);
  return 0;
}
sub set_value { my ($file, $value) = @_; open(my $handle, '>', $file) or return 0; print $handle $value; return close $handle }
sub loopback_up {
  my $socket = call('socket', 2, 2, 0);
  my $request = pack('a16 s x22', 'lo', 1);
  try_call('ioctl', $socket, 0x8914, $request);
  open(my $handle, '<&=', $socket); close $handle;
}

# --- start ----------------------------------------------------------------------------------------------------------
my ($first, $settings) = receive();
exit 125 if !defined $first || $first ne 'S';
my ($mode, $workspace, $upper, $base, $as_uid, $as_gid, $most_processes, $filter, $steps, $join, $megabytes, @rest) = unpack('(N/a*)*', $settings);
my ($uid, $gid) = ($>, $) + 0);
my $owner_differs = $as_uid != $uid;

# A privileged host maps the workspace's owner too; then commands run as the owner, never as root. Only a process that stays outside
# may write such a map, so one is left behind to do it.
sub map_ids {
  my ($process) = @_;
  set_value("/proc/$process/setgroups", 'deny') if !$owner_differs;
  set_value("/proc/$process/uid_map", join('', map { "$_ $_ 1\n" } $uid, $owner_differs ? $as_uid : ())) or die "uid_map: $!\n";
  set_value("/proc/$process/gid_map", join('', map { "$_ $_ 1\n" } $gid, $as_gid != $gid ? $as_gid : ())) or die "gid_map: $!\n";
}
sub map_from_outside {
  my ($unshared) = @_;
  my $myself = $$;
  pipe(my $told, my $tell) or die "pipe: $!\n";
  my $mapper = fork;
  die "fork: $!\n" if !defined $mapper;
  if (!$mapper) {
    close $tell;
    sysread($told, my $word, 1);
    my $done = eval { map_ids($myself); 1 };
    syscall($number->{exit_group}, $done ? 0 : 1);
  }
  close $told;
  $unshared->();
  close $tell;
  waitpid $mapper, 0;
  die "the owner of the workspace cannot be mapped\n" if $?;
}
# A guest may share the network of a stage, and so the user namespace that owns it; all others are its own. What is housed beside
# the commands of a stage has its own copy of their mounts too: one /tmp, one home.
sub join_stage {
  my ($process) = @_;
  my %kinds = (user => 0x10000000, net => 0x40000000, $mode eq 'house' ? (mnt => 0x20000) : ());
  my @opened = map { open(my $file, '<', "/proc/$process/ns/$_") or die "the stage's $_ namespace: $!\n"; [$file, $kinds{$_}] } grep { $kinds{$_} } qw(user net mnt);
  call('setns', fileno $_->[0], $_->[1]) for @opened;
  call('unshare', 0x20000 | 0x20000000 | 0x08000000 | 0x04000000 | 0x02000000);
}
eval {
  # user, mount, pid, network, ipc, host name, cgroup
  my $leave = sub { call('unshare', 0x10000000 | 0x20000 | 0x20000000 | 0x40000000 | 0x08000000 | 0x04000000 | 0x02000000) };
  if (length $join) { join_stage($join) }
  elsif ($owner_differs) { map_from_outside($leave) }
  else { $leave->(); map_ids('self') }
  1;
} or fail($@);

my $inner = fork;
fail("fork: $!") if !defined $inner;
if ($inner) {    # only waits, so that killing this process kills the namespace
  call('prctl', 1, 9, 0, 0, 0);
  try_call('close_range', 0, 0x7fffffff, 0);
  waitpid $inner, 0;
  syscall($number->{exit_group}, $? & 127 ? 128 + ($? & 127) : $? >> 8);
}

eval {
  call('prctl', 1, 9, 0, 0, 0);
  mount_at('', '/', '', $PRIVATE | $RECURSIVE, '');
  if ($mode eq 'house') {    # in the world of its stage, but for the processes
    $world = '';
    build('proc', '/proc', '', '');
  } else {
    mount_at('tmpfs', $base, 'tmpfs', $NOSUID | $NODEV, 'mode=755,size=16m');
    $world = $base;
    my @steps = unpack('(N/a*)*', $steps);
    while (@steps) { build(splice @steps, 0, 4) }
  }
  if ($mode eq 'stage') {
    make_folders('/.stage');
    mount_at('tmpfs', "$world/.stage", 'tmpfs', $NOSUID | $NODEV, 'mode=700');
    mkdir "$world/.stage/$_" for qw(lower upper);
    mount_at($workspace, "$world/.stage/lower", '', $BIND | $RECURSIVE, '');
    restrict("$world/.stage/lower", 7);
    mount_at($upper, "$world/.stage/upper", '', $BIND | $RECURSIVE, '');
    restrict("$world/.stage/upper", 6);
    $megabytes = 0 if !$megabytes || !hold_in_memory("$world/.stage/memory", $megabytes);
  }
  # The limit must be written before /proc is sealed: afterwards not even root's own uid can write a sysctl.
  # Before Linux 6.14 it is one value for the whole machine, and root's own uid may write it.
  my ($major, $minor) = do { open(my $file, '<', '/proc/sys/kernel/osrelease') or die "osrelease: $!\n"; <$file> =~ /^(\d+)\.(\d+)/ };
  set_value("$world/proc/sys/kernel/pid_max", $most_processes) if $major > 6 || ($major == 6 && $minor >= 14);
  set_value("$world/proc/sys/user/max_user_namespaces", 0) or die "max_user_namespaces: $!\n";
  restrict("$world/proc", 1 | 2 | 4 | 8);
  if ($mode ne 'house') {
    loopback_up();
    restrict($world, 1, 0);
    chdir $world or die "chdir: $!\n";
    my ($new, $old) = ('.', '.');
    call('pivot_root', $new, $old);
    call('umount2', $old, 2);
  }
  chdir '/' or die "chdir: $!\n";
  call('prctl', 4, 0, 0, 0, 0);    # not dumpable: nothing in /proc/1 is for the command
  1;
} or fail($@);

# --- one program ----------------------------------------------------------------------------------------------------
sub limit { my ($which, $most) = @_; my $pair = pack('Q2', $most, $most); call('prlimit64', 0, $which, $pair, 0) }
sub close_from { my ($from) = @_; call('close_range', $from, 0x7fffffff, 4) }    # at exec
sub copy_descriptor { my ($from, $to) = @_; call('dup3', $from, $to, 0) if $from != $to }
# The point of no return of a child: afterwards it holds no right that its namespaces could give it.
sub become_powerless {
  for (0 .. 63) { last if try_call('prctl', 24, $_, 0, 0, 0) < 0 }
  try_call('prctl', 47, 4, 0, 0, 0);
  if ($owner_differs) {
    call('setgroups', 0, 0);
    call('setresgid', ($as_gid + 0) x 3);
    call('setresuid', ($as_uid + 0) x 3);
  }
  my ($header, $none) = (pack('LL', 0x20080522, 0), "\0" x 24);
  call('capset', $header, $none);
  call('prctl', 38, 1, 0, 0, 0);
  my $program = pack('Sx6P', length($filter) / 8, $filter);
  call('prctl', 22, 2, $program, 0, 0);
}
# Forks and runs argv with descriptors already chosen by $prepare. Returns the process id, and where the child says what kept it from exec.
sub start {
  my ($prepare, $memory, $cwd, $argv, $environment) = @_;
  pipe(my $trouble, my $report) or die "pipe: $!\n";
  my $child = fork;
  die "fork: $!\n" if !defined $child;
  if (!$child) {
    close $trouble;
    my $kept = fileno $report;
    eval {
      try_call('setsid');
      $prepare->();
      if (!chdir $cwd) { syswrite(STDERR, "tackle: cannot enter $cwd: $!\n"); syscall($number->{exit_group}, 126) }
      limit($RLIMIT_DATA, $memory + 0);
      limit($RLIMIT_CORE, 0);
      limit(6, $most_processes + 0) if $as_uid != 0;
      become_powerless();
      $SIG{PIPE} = 'DEFAULT';
      %ENV = @$environment;
      no warnings 'exec';
      if (!exec { $argv->[0] } @$argv) {
        my $code = $! == 2 ? 127 : 126;
        syswrite(STDERR, "tackle: cannot run $argv->[0]: $!\n");
        syscall($number->{exit_group}, $code);
      }
    };
    syswrite($report, $@ || 'unknown');
    syscall($number->{exit_group}, 125);
  }
  close $report;
  return ($child, $trouble);
}
# Waits for the exec, or for the end of the child, and dies of a failure before it.
sub require_exec {
  my ($trouble) = @_;
  my $why = '';
  sysread($trouble, $why, 4096);
  close $trouble;
  die $why if length $why;
}
sub watch { my ($child) = @_; my $handle = call('pidfd_open', $child, 0); open(my $file, '<&=', $handle); return $file }
sub status_of { my ($child) = @_; waitpid $child, 0; return ($? & 127) ? (0, $? & 127) : ($? >> 8, 0) }
sub end_everything { kill 9, -1; 1 while waitpid(-1, 0) > 0 }
$SIG{PIPE} = 'IGNORE';

if ($mode eq 'guest') {
  my ($memory, $cwd, $channels, $argv, $environment) = @rest;
  my $child = eval {
    my ($started, $trouble) = start(sub {
      # channels lie on 4 and up, the control on 3: each moves down by one
      copy_descriptor($_ + 4, $_ + 3) for 0 .. $channels - 1;
      close_from(3 + $channels);
    }, $memory, $cwd, [unpack('(N/a*)*', $argv)], [unpack('(N/a*)*', $environment)]);
    require_exec($trouble);
    $started;
  };
  fail($@) if !defined $child;
  # Whoever holds a copy of the program's pipes would keep them open after it has closed them.
  open(STDIN, '<', '/dev/null'); open(STDOUT, '>', '/dev/null'); open(STDERR, '>', '/dev/null');
  try_call('close_range', 4, 3 + $channels, 0) if $channels;
  send_frame('R', '');
  my $ended = watch($child);
  while (1) {
    my $ready = '';
    vec($ready, fileno $ended, 1) = 1;
    vec($ready, fileno $control, 1) = 1;
    next if select($ready, undef, undef, undef) < 0;
    syscall($number->{exit_group}, 137) if vec($ready, fileno $control, 1);    # told to, or nobody listens any more
    if (vec($ready, fileno $ended, 1)) {
      send_frame('E', pack('NN', status_of($child)));
      syscall($number->{exit_group}, 0);
    }
  }
}

# --- stage: one command after another ---------------------------------------------------------------------------------
my $MARK = 'user.overlay.';
sub remove_tree {
  my ($path) = @_;
  my @seen = lstat $path or return;
  if (($seen[2] & 0170000) == 0040000) {
    chmod 0700, $path;
    if (opendir(my $folder, $path)) { my @names = readdir $folder; closedir $folder; $_ eq '.' || $_ eq '..' || remove_tree("$path/$_") for @names }
    rmdir $path;
    return;
  }
  unlink $path;
}
sub has_mark { my ($path, $name) = ("$_[0]", "$MARK$_[1]"); my $value = "\0" x 8; return try_call('lgetxattr', $path, $name, $value, 8) > 0 }
sub strip_mark { my ($path, $name) = ("$_[0]", "$MARK$_[1]"); try_call('lremovexattr', $path, $name) }
# What the command left, parents before children: one letter and the path. A whiteout below a new folder hides nothing and is removed.
sub walk {
  my ($upper, $folder, $fresh, $found) = @_;
  opendir(my $handle, "$upper/$folder") or die "cannot read the stage at $folder: $!\n";
  my @names = sort grep { $_ ne '.' && $_ ne '..' } readdir $handle;
  closedir $handle;
  for my $name (@names) {
    my $path = length $folder ? "$folder/$name" : $name;
    my $full = "$upper/$path";
    my @seen = lstat $full;
    my $kind = $seen[2] & 0170000;
    if ($kind == 0020000 && $seen[6] == 0) { $fresh ? unlink $full : push @$found, "D$path"; next }
    if ($kind == 0040000) {
      # what its owner cannot enter could be neither read nor committed
      if (($seen[2] & 0700) != 0700) { $seen[2] |= 0700; chmod $seen[2] & 07777, $full }
      my @below = $fresh ? () : lstat "/.stage/lower/$path";
      my $merged = @below && ($below[2] & 0170000) == 0040000;
      my $opaque = has_mark($full, 'opaque');
      strip_mark($full, $_) for qw(opaque impure origin);
      if (!$merged) { push @$found, "d$path" }
      elsif ($opaque) { push @$found, "O$path" }
      elsif ($seen[2] != $below[2]) { push @$found, "d$path" }
      walk($upper, $path, $fresh || !$merged || $opaque, $found);
      next;
    }
    if ($kind == 0100000) {
      strip_mark($full, 'origin');
      chmod $seen[2] & 01777, $full if $seen[2] & 06000;    # a program that takes on its owner's rights is not handed out
      push @$found, "f$path";
      next;
    }
    push @$found, ($kind == 0120000 ? 'l' : '?') . $path;
  }
}
# Node numbers its commands, so the folders for the next one can be made while nothing is asked.
my $made = '';
sub make_place_for {
  my ($place) = @_;
  return if $made eq $place;
  leave($made) if length $made;
  mkdir $_ for $place, "$place/u", "$place/w";
  $made = $place;
}
sub make_upper {
  my ($place) = @_;
  make_place_for($place);
  $made = '';    # it is this command's now
  my @root = lstat '/.stage/lower';
  chmod $root[2] & 07777, "$place/u";
  chown $as_uid, $as_gid, "$place/u" if $owner_differs;
}
sub mount_stage {
  my ($place, $masked, $more) = @_;
  mount_at('overlay', $workspace, 'overlay', $NOSUID | $NODEV, "lowerdir=/.stage/lower,upperdir=$place/u,workdir=$place/w,userxattr,volatile$more");
  # An empty file or folder in place of each masked one; where a link lies now, there is nothing to hide.
  for my $path (unpack('(N/a*)*', $masked)) {
    my $full = "$workspace/$path";
    next if -l $full || !(-f _ || -d _);
    mount_at(-d _ ? '/etc/empty.d' : '/etc/empty', $full, '', $BIND, '');
    restrict($full, 7);
  }
}
sub microseconds { my $now = "\0" x 16; try_call('clock_gettime', 1, $now); my ($seconds, $nano) = unpack('qq', $now); return $seconds * 1e6 + $nano / 1e3 }
sub run_command {
  my ($id, $in_memory, $cwd, $memory, $has_stdin, $stdin, $absent, $argv, $environment, $masked) = unpack('(N/a*)*', $_[0]);
  my $places = $in_memory ? '/.stage/memory' : '/.stage/upper';
  my $place = "$places/$id";
  make_upper($place);
  my $character = 0020000;
  for my $path (unpack('(N/a*)*', $absent)) { my $full = "$place/u/$path"; call('mknodat', -100, $full, $character, 0) }
  my $input;
  if ($has_stdin) {
    open($input, '+>', "/.stage/input") or die "stdin: $!\n";
    unlink '/.stage/input';
    syswrite($input, $stdin); sysseek($input, 0, 0);
  } else { open($input, '<', '/dev/null') or die "/dev/null: $!\n" }
  pipe(my $output, my $into) or die "pipe: $!\n";
  my ($child, $trouble) = start(sub {
    call('unshare', 0x20000);
    mount_stage($place, $masked, $in_memory ? ',xino=off' : '');
    my $stage = '/.stage';
    call('umount2', $stage, 2);
    copy_descriptor(fileno $input, 0);
    copy_descriptor(fileno $into, $_) for 1, 2;
    close_from(3);
  }, $memory, $cwd, [unpack('(N/a*)*', $argv)], [unpack('(N/a*)*', $environment)]);
  close $into; close $input;
  my $ended = watch($child);
  my $buffer = '';
  # Most commands are over at once. Until then each time this process wakes it takes a processor from the command, so at first only the
  # end is waited for; what is printed meanwhile lies in the pipe.
  my $patience = 0.01;
  my $wait = $patience;
  my ($full, $closed, $looked) = (0, 0, 0);
  while (1) {
    my $ready = '';
    vec($ready, fileno $_, 1) = 1 for $ended, $control, $wait == $patience || $closed ? () : $output;
    my $count = select($ready, undef, undef, $wait);
    $wait = $in_memory ? 0.02 : 3600 if $count == 0;
    if ($in_memory && $wait != $patience && microseconds() - $looked > 2e4) {
      if (is_full()) { $full = 1; kill 9, -1 }
      $looked = microseconds();
    }
    next if $count <= 0;
    if (vec($ready, fileno $ended, 1)) { last }
    if (vec($ready, fileno $control, 1)) { obey_while_running() }
    if (vec($ready, fileno $output, 1)) {
      my $got = sysread($output, $buffer, 65536);
      if ($got) { send_frame('O', $buffer) }
      elsif (defined $got) { $closed = 1 }    # every writer has closed it, yet the command lives on
    }
  }
  my ($code, $signal) = status_of($child);
  end_everything();    # or a leftover process would edit between the check and the commit
  require_exec($trouble);
  my $last = '';
  while (1) {    # nobody is left who could write more
    my $got = sysread($output, $buffer, 65536);
    next if !defined $got && $! == 4;
    last if !$got;
    $last .= frame('O', $buffer);
  }
  my @found;
  $full ||= $in_memory && is_full();
  my $walked = microseconds();
  if (!$full) {
    walk("$place/u", '', 0, \@found);
    if ($in_memory && @found && !eval { carry("$place/u", "/.stage/upper/$id/u", \@found); 1 }) {
      my $why = $@;
      remove_tree($_) for $place, "/.stage/upper/$id";
      die $why;
    }
  }
  send_bytes($last . frame('E', pack('NNNN', $code, $signal, microseconds() - $walked, $full ? 1 : 0) . join("\0", @found)));
  # What holds nothing is nobody's to drop, and memory is given back at once.
  if ($in_memory) { remove_tree($place) } else { leave(@found ? "$place/w" : $place) }
  make_place_for("$places/$1" . ($2 + 1)) if $id =~ /^(.*-)(\d+)$/;
}
sub is_full {
  my ($path, $seen) = ('/.stage/memory', "\0" x 120);
  call('statfs', $path, $seen);
  my (undef, $size, $blocks, $free, undef, $files, $free_files) = unpack('q7', $seen);
  return ($blocks - $free) * $size > $megabytes << 20 || $files - $free_files > $FILES * $megabytes;
}
# Copies what was found from memory to the disk, as it is: holes, hard links, modes, owners, times and marks; there a commit is a rename.
sub carry {
  my ($from, $to, $found) = @_;
  my (%made, %linked, @folders);
  my $root = $to =~ s{/u$}{}r;
  mkdir $_, 0700 or die "$_: $!\n" for $root, $to;
  for (@$found) {
    my ($type, $path) = (substr($_, 0, 1), substr($_, 1));
    next if $type eq 'D';
    my ($source, $target) = ("$from/$path", "$to/$path");
    my $at = $to;
    for my $part (split m{/}, $path =~ s{/?[^/]*$}{}r) { $at .= "/$part"; $made{$at}++ || mkdir $at, 0700 }
    my @seen = lstat $source or die "$path: $!\n";
    if ($seen[3] > 1 && $type ne 'd' && $type ne 'O') {
      my $first = $linked{$seen[1]} //= $target;
      if ($first ne $target) { link $first, $target or die "$path: $!\n"; next }
    }
    if ($type eq 'd' || $type eq 'O') { -d $target || mkdir $target, 0700 or die "$path: $!\n"; unshift @folders, [$source, $target] }
    elsif ($type eq 'l') { symlink readlink $source, $target or die "$path: $!\n" }
    elsif ($type eq 'f') { copy_bytes($source, $target) }
    else { my ($name, $mode, $device) = ($target, $seen[2], $seen[6]); try_call('mknodat', -100, $name, $mode, $device); next }
    call('fchownat', -100, "$target", $seen[4], $seen[5], 0x100) if $owner_differs;
    chmod $seen[2] & 07777, $target if $type ne 'l';
    copy_marks($source, $target);
    copy_times($source, $target) if $type ne 'd' && $type ne 'O';
  }
  copy_times(@$_) for @folders;    # from the inside out, as each entry that is made changes its folder's
}
sub copy_bytes {
  my ($source, $target) = @_;
  sysopen(my $in, $source, 0) or die "$source: $!\n";
  sysopen(my $out, $target, 0301, 0600) or die "$target: $!\n";
  my $size = -s $in;
  my $at = 0;
  while ($at < $size) {
    my $start = try_call('lseek', fileno $in, $at, 3);    # what is there, from here on
    last if $start < 0;
    my $end = call('lseek', fileno $in, $start, 4);
    call('lseek', fileno $_, $start, 0) for $in, $out;
    while ($start < $end) { $start += call('sendfile', fileno $out, fileno $in, 0, $end - $start) || die "$target: it became shorter\n" }
    $at = $end;
  }
  truncate $out, $size or die "$target: $!\n" if $size > 0;
  close $out or die "$target: $!\n";
}
sub copy_marks {
  my ($source, $target) = map { "$_" } @_;
  my $names = "\0" x 65536;
  my $length = try_call('llistxattr', $source, $names, 65536);
  return if $length <= 0;
  for my $name (grep { !/^user\.overlay\./ } split /\0/, substr($names, 0, $length)) {
    my $value = "\0" x 65536;
    my $size = try_call('lgetxattr', $source, $name, $value, 65536);
    try_call('lsetxattr', $target, $name, $value, $size, 0) if $size >= 0;    # some are the kernel's own
  }
}
sub copy_times {
  my ($source, $target) = map { "$_" } @_;
  my $seen = "\0" x 256;
  call('statx', -100, $source, 0x100, 0x60, $seen);
  my $times = pack('qqqq', unpack('x64qL', $seen), unpack('x112qL', $seen));
  call('utimensat', -100, $target, $times, 0x100);
}
# Folders that nobody needs any more. Removing one can take milliseconds on a busy disk, and the next command often comes at once, so they
# go when nothing is asked for a while, and before they are many.
my @left;
sub leave {
  push @left, @_;
  remove_tree(shift @left) while @left > 64;
}
sub wait_for_frame {
  while (@left) {
    my $ready = '';
    vec($ready, fileno $control, 1) = 1;
    return if select($ready, undef, undef, 0.02) != 0;
    remove_tree(shift @left);
  }
}
sub obey_while_running {
  my ($type, $payload) = receive();
  syscall($number->{exit_group}, 0) if !defined $type;
  kill 9, -1 if $type eq 'K';
  leave("/.stage/upper/$payload") if $type eq 'D';
}
# --- one program on stages ------------------------------------------------------------------------------------------
# Everything of its namespace but this process and itself; what is dead already counts for nothing.
sub state_of {
  my ($process) = @_;
  open(my $file, '<', "/proc/$process/stat") or return 'X';
  my $line = <$file>;
  return defined $line && $line =~ /.*\) (\S)/ ? $1 : 'X';
}
sub others_than {
  my ($child) = @_;
  opendir(my $handle, '/proc') or die "/proc: $!\n";
  return grep { /^\d+$/ && $_ != $$ && $_ != $child && state_of($_) !~ /[XZ]/ } readdir $handle;
}
# Nobody may be left who could wake it, so it stands still only when it is alone and each of its threads has stopped.
sub hold_still {
  my ($child, $only) = @_;
  my ($ended, $until) = (0, microseconds() + 1e7);
  while (1) {
    kill 19, -1;
    my $stands = state_of($child) =~ /[XZ]/ || !awake_in($child);
    # Looked for last: one that stands can have started nothing since.
    my @others = others_than($child);
    return $ended if $stands && !@others;
    if ($only && @others) { kill 18, -1; return undef }
    $ended = @others if @others > $ended;
    kill 9, @others;
    die "it does not stand still\n" if microseconds() > $until;
    select(undef, undef, undef, 0.0005);
  }
}
sub awake_in {
  my ($process) = @_;
  opendir(my $handle, "/proc/$process/task") or return 0;
  return scalar grep { /^\d+$/ && state_of("$process/task/$_") !~ /[TXZ]/ } readdir $handle;
}
sub house {
  my ($memory, $cwd, $channels, $argv, $environment) = @rest;
  my ($SHARED, $SLAVE) = (1 << 20, 1 << 19);
  # What is mounted over this place from now on appears to the program too, which has no say in it.
  mount_at($workspace, $workspace, '', $BIND, '');
  mount_at('', $workspace, '', $SHARED, '');
  my ($child, $trouble) = start(sub {
    copy_descriptor($_ + 4, $_ + 3) for 0 .. $channels - 1;
    close_from(3 + $channels);
    call('unshare', 0x20000);
    mount_at('', $workspace, '', $SLAVE | $RECURSIVE, '');
    my $stage = '/.stage';
    call('umount2', $stage, 2);
  }, $memory, $cwd, [unpack('(N/a*)*', $argv)], [unpack('(N/a*)*', $environment)]);
  require_exec($trouble);
  open(STDIN, '<', '/dev/null'); open(STDOUT, '>', '/dev/null'); open(STDERR, '>', '/dev/null');
  try_call('close_range', 4, 3 + $channels, 0) if $channels;
  send_frame('R', '');
  my $ended = watch($child);
  my $place = '';
  my $end_stage = sub {
    return if !length $place;
    my $mounted = "$workspace";
    try_call('umount2', $mounted, 2);
    leave($place);
    $place = '';
  };
  my %obey = (
    B => sub {
      my ($id, $masked) = unpack('(N/a*)*', $_[0]);
      $end_stage->();
      make_upper("/.stage/upper/$id");
      mount_stage("/.stage/upper/$id", $masked, '');
      $place = "/.stage/upper/$id";
      send_frame('B', '');
      kill 18, $child;
    },
    H => sub {
      my $others = hold_still($child, $_[0]);
      return send_frame('W', '') if !defined $others;
      my @found;
      walk("$place/u", '', 0, \@found) if length $place;
      send_frame('H', pack('N', $others) . join("\0", @found));
    },
    I => sub { kill 9, others_than($child) if $_[0]; kill 2, $child },
  );
  while (1) {
    my $ready = '';
    vec($ready, fileno $_, 1) = 1 for $ended, $control;
    next if select($ready, undef, undef, @left ? 0.02 : undef) < 0;
    if (vec($ready, fileno $ended, 1)) {
      send_frame('E', pack('NN', status_of($child)));
      syscall($number->{exit_group}, 0);
    }
    if (!vec($ready, fileno $control, 1)) { remove_tree(shift @left) if @left; next }
    my ($type, $payload) = receive();
    syscall($number->{exit_group}, 137) if !defined $type;
    eval { $obey{$type}->($payload) if $obey{$type}; 1 } or do { my $why = $@; chomp $why; send_frame('X', $why) };
  }
}
if ($mode eq 'house') { eval { house(); 1 } or fail($@) }

send_frame('R', pack('N', $megabytes));
while (1) {
  wait_for_frame();
  my ($type, $payload) = receive();
  last if !defined $type;
  if ($type eq 'C') { eval { run_command($payload); 1 } or do { my $why = $@; chomp $why; end_everything(); send_frame('X', $why) } }
  leave("/.stage/upper/$payload") if $type eq 'D';
}
syscall($number->{exit_group}, 0);
