using System.Diagnostics.Metrics;
using Couriarr.Jobs.Metrics;

namespace Couriarr.Doors.Access;

/// <summary>How many were not let in.</summary>
internal sealed class AccessInstruments : IInstruments
{
    private readonly Counter<long> _refusals;

    public AccessInstruments(IMeterFactory meters) =>
        _refusals = meters
            .Create("Couriarr.Access")
            .CreateCounter<long>(
                "couriarr_refusals_total",
                null,
                "Requests that were not let in: nobody known, not allowed, by a wrong name, too fast, shut out for wrong keys, too long, forged.",
                Labels.Known("reason", Reasons.All)
            );

    public void Count(string reason) => _refusals.Add(1, new KeyValuePair<string, object?>("reason", reason));
}

/// <summary>Why a request was not let in, as the metrics say it.</summary>
internal static class Reasons
{
    public const string Unknown = "unknown";
    public const string NotAllowed = "not_allowed";
    public const string Misdirected = "wrong_name";
    public const string TooFast = "too_fast";
    public const string ShutOut = "shut_out";
    public const string TooMuch = "too_long";
    public const string Forged = "forged";

    public static readonly string[] All = [Unknown, NotAllowed, Misdirected, TooFast, ShutOut, TooMuch, Forged];
}
