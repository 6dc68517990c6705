using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Couriarr.CrashRig;

/// <summary>How a host is to be started; every start of the same plan is a restart.</summary>
internal sealed record HostPlan(string Folder)
{
    // Below the range from which the system takes ports for outgoing connections, so that a restart finds its port free.
    private const int FirstPort = 12_000;
    private const int LastPort = 32_000;

    public const string ApiKey = "the-crash-rig-has-a-key-of-its-own";

    private static readonly string TestHost = typeof(HostPlan)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(metadata => metadata.Key == "TestHost")
        .Value!;

    public int Port { get; init; } = FreePort();

    /// <summary>Ours with what tests add to it, if nothing else is said.</summary>
    public string Program { get; init; } = Path.GetFullPath(TestHost);

    /// <summary>Where every run of a job leaves a line; a file beside the data, not among it.</summary>
    public string? Effects { get; init; }

    public Dictionary<string, string> Environment { get; init; } = new() { ["COURIARR_API_KEY"] = ApiKey };

    /// <summary>A program that runs ours, with its arguments: strace, setpriv.</summary>
    public IReadOnlyList<string> Wrapper { get; init; } = [];

    public string Database => Path.Combine(Folder, "couriarr.db");

    public IReadOnlyList<string> CommandLine =>
        [.. Wrapper, "dotnet", Program, "serve", "--data", Folder, "--port", Port.ToString(null, null)];

    public HostPlan With(string variable, string value) => this with { Environment = new(Environment) { [variable] = value } };

    public HostPlan WithFault(string fault) => With("FAULT", fault);

    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(FirstPort, LastPort);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
