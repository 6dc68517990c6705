using System.Collections;
using System.Security.Cryptography;
using System.Text;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Jobs;

namespace Couriarr.Features.Notifications.Channels;

/// <summary>
/// How things stand with one receiver: whether it wants to be left alone for a while, or takes nothing as it is set up. All of that is
/// forgotten when somebody changes the member.
/// </summary>
internal sealed class Standing(TimeProvider clock)
{
    // With one look beyond it, no hour has more than three calls to a receiver that refuses us.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(40);
    private const int RefusalsInARow = 2;
    private string? _setup;
    private DateTimeOffset _until;
    private string _why = "";
    private int _refusals;

    /// <summary>One in flight, because limits are theirs and not our workers'.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    public bool IsBroken { get; private set; }

    /// <summary>Null when it may be told now.</summary>
    public (TimeSpan Left, string Why)? Pause(Member<ChannelTerms> member)
    {
        var setup = SetupOf(member);
        if (_setup != setup)
            Forget();
        _setup = setup;
        var left = _until - clock.GetUtcNow();
        // A clock that was set back must not silence anybody for long.
        return left > TimeSpan.Zero && left < TimeSpan.FromDays(1.5) ? (left, _why) : null;
    }

    public void Forget() => (_until, _why, _refusals, IsBroken) = (default, "", 0, false);

    /// <summary>What a failure means for the notices that come after.</summary>
    public void Learn(Exception failure)
    {
        switch (failure)
        {
            case BlockedException:
                Close(failure.Message);
                break;
            case PermanentException { InnerException: not PartlyTold } when ++_refusals >= RefusalsInARow:
                Close($"It refused {_refusals} messages in a row. The last one: {failure.Message}");
                break;
            case TransientException { RetryAfter: { } wait } when wait > TimeSpan.Zero:
                (_until, _why) = (clock.GetUtcNow() + wait, failure.Message);
                break;
        }
    }

    private void Close(string why) => (_until, _why, IsBroken) = (clock.GetUtcNow() + LookAgain, why, true);

    /// <summary>A mark of all that the owner can set, without keeping his secrets here.</summary>
    private static string SetupOf(Member<ChannelTerms> member)
    {
        var options = member.Options.GetType().GetProperties().Where(p => p.CanWrite).Select(p => Text(p.GetValue(member.Options)));
        var all = string.Join('\0', options.Append(member.Kind).Append(member.Terms.Certificate ?? ""));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
    }

    private static string Text(object? value) =>
        value switch
        {
            Secret secret => secret.Reveal(),
            string text => text,
            IDictionary lookup => string.Join(
                '\u0001',
                lookup.Keys.Cast<object>().Select(key => $"{key}={Text(lookup[key])}").Order(StringComparer.Ordinal)
            ),
            IEnumerable list => string.Join('\u0001', list.Cast<object>().Select(Text)),
            _ => value?.ToString() ?? "",
        };
}
