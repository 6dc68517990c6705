namespace Couriarr.Tests.Outside;

public sealed partial class ForbiddenAddressTests
{
    private static readonly string[] Disguises =
    [
        "http://127.0.0.1:{0}/",
        "http://localhost:{0}/",
        "http://LOCALHOST:{0}/",
        "http://localhost.:{0}/",
        "http://127.0.0.1.:{0}/",
        "http://127.1:{0}/",
        "http://127.0.1:{0}/",
        "http://2130706433:{0}/",
        "http://017700000001:{0}/",
        "http://0x7f000001:{0}/",
        "http://0x7f.0.0.1:{0}/",
        "http://0177.0.0.1:{0}/",
        "http://0x7f.0x0.0x0.0x1:{0}/",
        "http://127.000.000.001:{0}/",
        "http://%31%32%37.0.0.1:{0}/",
        "http://１２７.0.0.1:{0}/",
        "http://127。0。0。1:{0}/",
        "http://[::1]:{0}/",
        "http://[0:0:0:0:0:0:0:1]:{0}/",
        "http://[::ffff:127.0.0.1]:{0}/",
        "http://[::ffff:7f00:1]:{0}/",
        "http://[0:0:0:0:0:ffff:127.0.0.1]:{0}/",
        "http://[::127.0.0.1]:{0}/",
        "http://[64:ff9b::127.0.0.1]:{0}/",
        "http://[64:ff9b::7f00:1]:{0}/",
        "http://[64:ff9b:1::7f00:1]:{0}/",
        "http://[2002:7f00:1::]:{0}/",
        "http://[2001:0:7f00:1::]:{0}/",
        "http://0.0.0.0:{0}/",
        "http://0:{0}/",
        "http://[::]:{0}/",
        "http://127.0.0.2:{0}/",
        "http://127.255.255.254:{0}/",
        "http://api.telegram.org@127.0.0.1:{0}/",
        "http://api.telegram.org:443@127.0.0.1:{0}/",
        "http://user:pass@localhost:{0}/",
        "http://evil.example:{0}/",
        "http://mapped.example:{0}/",
        "http://both.example:{0}/",
        "http://six.example:{0}/",
        "https://127.0.0.1:{0}/",
        "ftp://127.0.0.1:{0}/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:{0}/",
        "ws://127.0.0.1:{0}/",
    ];

    private static readonly string[] NeverAnybody =
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://169.254.0.1/",
        "http://[::ffff:169.254.169.254]/",
        "http://[fe80::1]/",
        "http://[fd00:ec2::254]/",
        "http://100.100.100.200/",
        "http://224.0.0.1/",
        "http://239.255.255.250:1900/",
        "http://[ff02::1]/",
        "http://255.255.255.255/",
        "http://0.1.2.3/",
        "http://250.1.2.3/",
        "http://metadata.example/",
    ];

    private static readonly string[] NotInTheWorld =
    [
        "http://10.0.0.1/",
        "http://172.16.0.1/",
        "http://172.31.255.255/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://[fd12::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::10.0.0.1]/",
        "http://198.18.0.1/",
        "http://home.example/",
    ];
}
