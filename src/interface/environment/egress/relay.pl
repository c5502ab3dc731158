# Listens on the loopback inside and hands each connection on over descriptor 3, as a stream of its own. It decides nothing: what
# may be reached is decided at the other end. Frames, both ways: one letter, the stream's number, a length (32 bits, big-endian each).
#   O opened (out)   D data   A so many bytes have been taken, and as many more may be sent   E no more data   C closed
use strict;
use warnings;
use Socket qw(PF_INET SOCK_STREAM SOMAXCONN SOL_SOCKET SO_REUSEADDR INADDR_LOOPBACK pack_sockaddr_in);
use Fcntl qw(F_GETFL F_SETFL O_NONBLOCK);

my ($port, $window) = @ARGV;
my $most = 256;    # connections at a time
$SIG{PIPE} = 'IGNORE';
sub unblock { my ($handle) = @_; fcntl($handle, F_SETFL, fcntl($handle, F_GETFL, 0) | O_NONBLOCK); binmode $handle }

open(my $host, '+<&=', 3) or die "descriptor 3: $!\n";
unblock($host);
socket(my $door, PF_INET, SOCK_STREAM, 0) or die "socket: $!\n";
setsockopt($door, SOL_SOCKET, SO_REUSEADDR, 1);
bind($door, pack_sockaddr_in($port, INADDR_LOOPBACK)) or die "bind: $!\n";
listen($door, SOMAXCONN) or die "listen: $!\n";
unblock($door);
syswrite(STDOUT, "up\n");

# A stream: its handle, what is to be written to it, how much may still be sent for it, and which ways have ended.
my (%streams, $last, $out, $in);
($last, $out, $in) = (0, '', '');
sub send_frame { my ($type, $id, $bytes) = @_; $out .= pack('aNN', $type, $id, length $bytes) . $bytes }
sub took { my ($id, $count) = @_; $out .= pack('aNNN', 'A', $id, 4, $count) }
sub drop { my ($id) = @_; my $stream = delete $streams{$id} or return; close $stream->{handle} }
sub obey {
  my ($type, $id, $bytes) = @_;
  my $stream = $streams{$id} or return;
  if ($type eq 'D') { $stream->{write} .= $bytes }
  elsif ($type eq 'A') { $stream->{may} += unpack('N', $bytes) }
  elsif ($type eq 'E') { $stream->{ends} = 1 }
  elsif ($type eq 'C') { $stream->{closes} = 1 }
}
while (1) {
  my ($reads, $writes) = ('', '');
  vec($reads, fileno $host, 1) = 1;
  vec($writes, fileno $host, 1) = 1 if length $out;
  vec($reads, fileno $door, 1) = 1 if keys %streams < $most;
  for my $stream (values %streams) {
    vec($reads, fileno $stream->{handle}, 1) = 1 if $stream->{may} > 0 && !$stream->{ended} && length $out < 4 << 20;
    vec($writes, fileno $stream->{handle}, 1) = 1 if length $stream->{write};
  }
  next if select($reads, $writes, undef, undef) < 0;
  if (vec($writes, fileno $host, 1)) {
    my $put = syswrite($host, $out);
    substr($out, 0, $put) = '' if $put;
  }
  if (vec($reads, fileno $host, 1)) {
    my $got = sysread($host, $in, 65536, length $in);
    exit 0 if defined $got && $got == 0;    # nobody is at the other end any more
    while (length $in >= 9) {
      my ($type, $id, $length) = unpack('aNN', $in);
      last if length $in < 9 + $length;
      obey($type, $id, substr($in, 9, $length));
      substr($in, 0, 9 + $length) = '';
    }
  }
  if (vec($reads, fileno $door, 1) && accept(my $handle, $door)) {
    unblock($handle);
    $streams{ ++$last } = { handle => $handle, write => '', may => $window };
    send_frame('O', $last, '');
  }
  for my $id (keys %streams) {
    my $stream = $streams{$id};
    my $number = fileno $stream->{handle};
    if (vec($reads, $number, 1)) {
      my $got = sysread($stream->{handle}, my $bytes, $stream->{may} < 65536 ? $stream->{may} : 65536);
      if ($got) { $stream->{may} -= $got; send_frame('D', $id, $bytes) }
      elsif (defined $got) { $stream->{ended} = 1; send_frame('E', $id, '') }
      elsif (!$!{EAGAIN}) { send_frame('C', $id, ''); drop($id); next }
    }
    if (vec($writes, $number, 1)) {
      my $put = syswrite($stream->{handle}, $stream->{write});
      if ($put) { substr($stream->{write}, 0, $put) = ''; took($id, $put) }
      elsif (!defined $put && !$!{EAGAIN}) { send_frame('C', $id, ''); drop($id); next }
    }
    next if length $stream->{write};
    if ($stream->{closes}) { drop($id); next }
    if ($stream->{ends} && !$stream->{shut}++) { shutdown($stream->{handle}, 1) }
    if ($stream->{ends} && $stream->{ended}) { send_frame('C', $id, ''); drop($id) }
  }
}
