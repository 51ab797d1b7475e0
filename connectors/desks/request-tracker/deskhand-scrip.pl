# Makes Request Tracker 5 tell Deskhand what happens to tickets.
#
#   rt-setup-database-5 --action insert --skip-create --datafile deskhand-scrip.pl
#
# (`rt-setup-database` where RT was not installed by Debian.) Loading it again replaces the scrip of
# an earlier version. Where to post, and the key that signs, come from RT's configuration:
#
#   Set($DeskhandWebhookUrl,    'https://deskhand.example.com/hooks/rt');
#   Set($DeskhandWebhookSecret, '…');
#   Set($DeskhandQueues,        ['IT']);    # optional; without it every queue is told of
#
# The environment variables DESKHAND_WEBHOOK_URL and DESKHAND_WEBHOOK_SECRET of RT's server
# stand in where the configuration says nothing. Without URL or secret nothing is posted.
use strict;
use warnings;

our ( @Initial, @Scrips );

my $description = 'Deskhand: tell of created, answered and moved tickets';

push @Initial, sub {
    my $scrips = RT::Scrips->new( RT->SystemUser );
    $scrips->Limit( FIELD => 'Description', VALUE => $description );
    while ( my $scrip = $scrips->Next ) {
        my ( $ok, $why ) = $scrip->Delete;
        RT->Logger->error("Deskhand: the earlier scrip stays: $why") unless $ok;
    }
};

# Runs once per request, after its database transaction: so Deskhand may call back at once. One
# request can hold several transactions (an answer that also resolves); each is posted by itself.
my $commit = <<'PERL';
use Digest::SHA ();
use JSON ();
use LWP::UserAgent;

my $url    = RT->Config->Get('DeskhandWebhookUrl')    || $ENV{DESKHAND_WEBHOOK_URL};
my $secret = RT->Config->Get('DeskhandWebhookSecret') || $ENV{DESKHAND_WEBHOOK_SECRET};
return 1 unless $url && $secret;

# An approval is a ticket of its own; what is told of is the ticket that waited for it, once it
# waits for no other.
my $changed     = $self->TicketObj;
my $is_approval = $changed->Type eq 'approval';
my ($ticket)    = $is_approval ? $changed->AllDependedOnBy( Type => 'ticket' ) : $changed;
return 1 unless $ticket;
return 1 if $is_approval && $ticket->HasUnresolvedDependencies( Type => 'approval' );

my $queues = RT->Config->Get('DeskhandQueues');
return 1 if $queues && !grep { $_ eq $ticket->QueueObj->Name } @$queues;

# How a transaction came in, by RT's own header on its message ("Email" for mail, whatever the
# sender wrote); what carries no message came in as the present request did.
my $interface = sub {
    my ( $transaction, $otherwise ) = @_;
    my $message = $transaction->Attachments->First or return $otherwise;
    return $message->GetHeader('X-RT-Interface') || $otherwise;
};

my $lifecycle = $ticket->LifecycleObj;
my $status    = $ticket->Status;
my $kind = $lifecycle->IsInitial($status) ? 'initial' : $lifecycle->IsActive($status) ? 'active' : 'inactive';

my $born = RT::Transactions->new( RT->SystemUser );
$born->Limit( FIELD => 'ObjectType', VALUE => 'RT::Ticket' );
$born->Limit( FIELD => 'ObjectId',   VALUE => $ticket->id );
$born->Limit( FIELD => 'Type',       VALUE => 'Create' );
my $birth = $born->First;

my %ticket = (
    id          => $ticket->id + 0,
    subject     => $ticket->Subject,
    status      => $status,
    status_kind => $kind,
    queue       => $ticket->QueueObj->Name,
    owner       => $ticket->Owner == RT->Nobody->id ? '' : $ticket->Owner + 0,
    creator     => $ticket->Creator + 0,
    interface   => $birth ? $interface->( $birth, 'unknown' ) : 'unknown',
    requestors  => [ map { $_->id + 0 } @{ $ticket->Requestors->UserMembersObj( Recursively => 0 )->ItemsArrayRef } ],
);

# Custom fields by their names, cut where somebody wrote a book into one.
my %custom;
my $fields = $ticket->CustomFields;
while ( my $field = $fields->Next ) {
    my $values = $ticket->CustomFieldValues( $field->id ) or next;
    my $text = join ', ', grep { defined } map { $_->Content } @{ $values->ItemsArrayRef };
    $custom{ lc $field->Name } = substr( $text, 0, 4000 ) if length $text;
}
$ticket{custom} = \%custom if %custom;

# Both tickets of a merge have such a transaction; RT shows the one that stays in the place of both.
my $is_gone = sub { my ($transaction) = @_; return $transaction->ObjectId != $ticket->EffectiveId };

# RT has a user for nobody.
my $told_as = sub {
    my ( $type, $value ) = @_;
    return '' if $type eq 'Owner' && ( $value // '' ) eq RT->Nobody->id;
    return substr( $value // '', 0, 4000 );
};

my $agent = LWP::UserAgent->new( timeout => 5, max_redirect => 0, agent => 'request-tracker-deskhand' );
for my $transaction ( @{ $changed->TransactionBatch || [] } ) {
    my $field = $transaction->Field || '';
    my $is_yes = $transaction->Type eq 'Status' && $transaction->NewValue eq 'resolved';
    my $type =
          $is_approval                                                                  ? ( $is_yes ? 'Approved' : '' )
        : $transaction->Type =~ /^(?:Create|Comment|Correspond|Status)$/                ? $transaction->Type
        : $transaction->Type =~ /^(?:Take|Untake|Give|Steal|Force)$/                    ? 'Owner'
        : $transaction->Type eq 'Set' && $field eq 'Owner'                              ? 'Owner'
        : $transaction->Type eq 'AddLink' && $field eq 'MergedInto'                     ? ( $is_gone->($transaction) ? 'Merged' : '' )
        : $transaction->Type =~ /^(?:Set|CustomField)$/                                 ? 'Field'
        :                                                                                 '';
    next unless $type;
    if ( $transaction->Type eq 'CustomField' ) {
        my $custom = RT::CustomField->new( RT->SystemUser );
        $custom->Load($field);
        $field = $custom->Name || $field;
    }
    my %transaction = (
        id        => $transaction->id + 0,
        type      => $type,
        creator   => $transaction->Creator + 0,
        interface => $interface->( $transaction, RT->CurrentInterface ),
    );
    if ( $type =~ /^(?:Field|Status|Owner)$/ ) {
        $transaction{field}  = lc $field;
        $transaction{value}  = $told_as->( $type, $transaction->NewValue );
        $transaction{before} = $told_as->( $type, $transaction->OldValue );
    }
    $transaction{content} = $transaction->ContentObj ? $transaction->Content( Type => 'text/plain' ) : ''
        if $type =~ /^(?:Create|Comment|Correspond)$/;

    my %told = $type eq 'Merged' ? ( %ticket, id => $transaction->ObjectId + 0 ) : %ticket;
    my $body = JSON->new->utf8->canonical->encode( { transaction => \%transaction, ticket => \%told } );
    my $time = time;
    my $answer = $agent->post(
        $url,
        'Content-Type'   => 'application/json',
        'X-RT-Timestamp' => $time,
        'X-RT-Delivery'  => $transaction->id,
        'X-RT-Signature' => 'sha256=' . Digest::SHA::hmac_sha256_hex( "$time.$body", $secret ),
        Content          => $body,
    );
    next if $answer->is_success;
    RT->Logger->error( 'Deskhand was not told of transaction '
            . $transaction->id . ' of ticket ' . $ticket->id . ': ' . $answer->status_line );
}
return 1;
PERL

push @Scrips,
    {
    Description       => $description,
    Queue             => 0,
    Stage             => 'TransactionBatch',
    ScripCondition    => 'User Defined',
    ScripAction       => 'User Defined',
    Template          => 'Blank',
    CustomIsApplicableCode => 'return 1;',
    CustomPrepareCode => 'return 1;',
    CustomCommitCode  => $commit,
    };

1;
