# The configuration of a Request Tracker for development: one directory holds all that it writes.
my $directory = $ENV{DESKHAND_RT_DIR} or die 'DESKHAND_RT_DIR is not set; start RT with up.sh';
my $port = $ENV{DESKHAND_RT_PORT} || 8088;

Set( $rtname,       'deskhand.test' );
Set( $Organization, 'deskhand.test' );
Set( $Timezone,     'UTC' );

Set( $WebDomain,  '127.0.0.1' );
Set( $WebPort,    $port );
Set( $WebPath,    '' );
Set( $WebBaseURL, "http://127.0.0.1:$port" );

Set( $DatabaseType, 'SQLite' );
Set( $DatabaseName, "$directory/rtdb" );
$RT::MasonDataDir    = "$directory/mason";
$RT::MasonSessionDir = "$directory/sessions";

# Mail goes nowhere; it is kept in files for whoever wants to look.
Set( $MailCommand, 'testfile' );
Set( $LogToSTDERR, 'error' );
Set( $LogToSyslog, undef );

Set( $DeskhandWebhookUrl,    $ENV{DESKHAND_WEBHOOK_URL} );
Set( $DeskhandWebhookSecret, $ENV{DESKHAND_WEBHOOK_SECRET} );
1;
