# People and a queue for development, loaded by reset.sh. The passwords are no secrets: the server
# listens on loopback alone and its data is thrown away.
use strict;
use warnings;

our ( @Users, @Queues, @ACL, @Final );

@Users = (
    { Name => 'deskhand', Password => 'deskhand-secret', RealName => 'Deskhand',   EmailAddress => 'deskhand@deskhand.test', Privileged => 1 },
    { Name => 'agent',    Password => 'agent-secret',    RealName => 'Ada Agent',  EmailAddress => 'agent@deskhand.test',    Privileged => 1 },
    { Name => 'erin',     Password => 'erin-secret',     RealName => 'Erin Example', EmailAddress => 'erin@deskhand.test',   Privileged => 0 },
);

@Queues = ( { Name => 'IT', Description => 'IT help desk', CorrespondAddress => 'it@deskhand.test', CommentAddress => 'it-comment@deskhand.test' } );

my %rights = (
    deskhand => [qw(SeeQueue ShowTicket ShowTicketComments CommentOnTicket ReplyToTicket ModifyTicket)],
    agent    => [qw(SeeQueue ShowTicket ShowTicketComments CreateTicket CommentOnTicket ReplyToTicket ModifyTicket OwnTicket TakeTicket)],
);
for my $name ( sort keys %rights ) {
    push @ACL, map { { UserId => $name, Queue => 'IT', Right => $_ } } @{ $rights{$name} };
}

# What an administrator has added to tickets.
our @CustomFields = ( { Name => 'Asset Tag', Type => 'Freeform', MaxValues => 1, LookupType => 'RT::Queue-RT::Ticket', ApplyTo => 0 } );
push @ACL, map { { UserId => 'deskhand', Right => $_ } } qw(SeeCustomField);
push @ACL, map { { UserId => 'agent', Right => $_ } } qw(SeeCustomField ModifyCustomField);

# Who agrees to what a ticket asks for.
push @ACL, map { { UserId => 'agent', Queue => '___Approvals', Right => $_ } }
    qw(SeeQueue ShowTicket CreateTicket ModifyTicket OwnTicket);
push @ACL, map { { UserId => 'deskhand', Queue => '___Approvals', Right => $_ } } qw(SeeQueue ShowTicket);

# Whoever is logged in, or writes mail, may open tickets and answer in them.
push @ACL, map { { GroupDomain => 'SystemInternal', GroupType => 'Everyone', Queue => 'IT', Right => $_ } }
    qw(SeeQueue CreateTicket ReplyToTicket);
push @ACL, { GroupDomain => 'RT::Queue-Role', GroupType => 'Requestor', Queue => 'IT', Right => 'ShowTicket' };

# What the tests and a deskhand.yaml need to know.
push @Final, sub {
    my $write = sub {
        my %values = @_;
        open my $file, '>>', "$ENV{DESKHAND_RT_DIR}/rt.properties" or die "rt.properties: $!";
        print $file map {"$_=$values{$_}\n"} sort keys %values;
        close $file or die "rt.properties: $!";
    };
    for my $name (qw(deskhand agent erin)) {
        my $user = RT::CurrentUser->new( RT->SystemUser );
        $user->Load($name);
        my $token = RT::AuthToken->new( RT->SystemUser );
        my ( $ok, $why, $text ) = $token->Create( Owner => $user->id, Description => 'development' );
        die "token of $name: $why" unless $ok;
        $write->( "$name.token" => $text, "$name.id" => $user->id );
    }
};

1;
