using System.CommandLine;
using Couriarr.CrashRig;
using Couriarr.CrashRig.Carry;
using Couriarr.CrashRig.Nodes;

var kills = new Option<int>("--kills") { DefaultValueFactory = _ => 60, Description = "how often the host dies" };
var minutes = new Option<double>("--minutes") { DefaultValueFactory = _ => 10, Description = "how long it goes on" };
var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 40, Description = "how many power cuts" };
var seed = new Option<int?>("--seed") { Description = "the same chance as in an earlier run", Recursive = true };

var store = new Option<string>("--store") { DefaultValueFactory = _ => "sqlite", Description = "what the nodes share" };
store.AcceptOnlyFromAmong("sqlite", "postgres", "redis");
var nodes = new Option<int>("--nodes") { DefaultValueFactory = _ => 3, Description = "how many processes share a store on servers" };
var lease = new Option<double?>("--lease") { Description = "seconds that a lease lasts; without it, the program's own minute" };
var crash = new Command("crash", "Kills hosts, and the servers they share, at random moments while clients post.")
{
    kills,
    store,
    nodes,
    lease,
};
crash.SetAction((parsed, ct) => RunAsync(CrashAsync(parsed, ct)));
var files = new Option<int>("--files") { DefaultValueFactory = _ => 2000, Description = "how many files are imported" };
var soak = new Command("soak", "Radarr and Sonarr import while all kinds of faults come (needs root, bindfs).") { minutes, files };
soak.SetAction((parsed, ct) => RunAsync(CarrySoak.RunAsync(parsed.GetValue(files), Time(parsed), Seed(parsed), Console.Out, ct)));
var everyday = new Command("everyday", "A long everyday of the engine: restarts, kills, traffic.") { minutes };
everyday.SetAction((parsed, ct) => RunAsync(CrashScenario.SoakAsync(Time(parsed), Seed(parsed), Console.Out, ct)));
var powerCut = new Command("powercut", "Cuts the power of the disk under the host (needs root).") { rounds };
powerCut.SetAction((parsed, ct) => RunAsync(PowerCutScenario.RunAsync(parsed.GetValue(rounds), Seed(parsed), Console.Out, ct)));

return await new RootCommand("Breaks Couriarr on purpose and counts what is lost.") { seed, crash, soak, everyday, powerCut }
    .Parse(args)
    .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });

// A file takes one process at a time.
Task<bool> CrashAsync(ParseResult parsed, CancellationToken ct) =>
    parsed.GetValue(store) is var name && name == "sqlite"
        ? CrashScenario.KillsAsync(parsed.GetValue(kills), Seed(parsed), Console.Out, ct)
        : new NodesScenario(parsed.GetValue(nodes), name == "redis", parsed.GetValue(kills), Lease(parsed)).RunAsync(
            Seed(parsed),
            Console.Out,
            ct
        );

TimeSpan? Lease(ParseResult parsed) => parsed.GetValue(lease) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

TimeSpan Time(ParseResult parsed) => TimeSpan.FromMinutes(parsed.GetValue(minutes));

int Seed(ParseResult parsed) => parsed.GetValue(seed) ?? Random.Shared.Next();

static async Task<int> RunAsync(Task<bool> scenario) => await scenario ? 0 : 1;
