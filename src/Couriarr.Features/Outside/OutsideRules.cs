using System.Net;

namespace Couriarr.Features.Outside;

/// <summary>What the way out goes by besides the addresses themselves.</summary>
public sealed record OutsideRules
{
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where we listen ourselves, like http://127.0.0.1:8475: nobody is to be talked into asking ourselves.</summary>
    public Func<IEnumerable<string>> OwnDoors { get; init; } = () => [];

    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    public TimeSpan ConnectWithin { get; init; } = TimeSpan.FromSeconds(5);
}
