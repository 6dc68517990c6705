using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Jobs;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Notifications.Sending;

/// <param name="Why">As the receiver or the gate says it.</param>
internal sealed record BrokenReceiver(string Channel, DateTimeOffset Since, string Why, string Member, bool ByGate);

/// <summary>The table receivers: which channels do not work, and which want to be left alone for a while.</summary>
internal sealed class Receivers(Database database, MemberRoll roll, TimeProvider clock)
{
    public static string GateOf(string channel) => $"channel:{channel}";

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <returns>How long it must not be asked; null when it may. Whoever changed the member wants it to be asked at once.</returns>
    public async Task<TimeSpan?> RestOfAsync(string channel, CancellationToken ct)
    {
        var row = await database.ReadAsync(
            session =>
                session.FirstAsync(
                    "SELECT rest_until, member FROM receivers WHERE channel = @p1",
                    row => new Resting(row.GetInt64(0), row.GetString(1)),
                    channel
                ),
            ct
        );
        return row is not null && row.Until > Now && row.Member == await TagOfAsync(channel, ct)
            ? TimeSpan.FromMilliseconds(row.Until - Now)
            : null;
    }

    /// <param name="isNamed">The receiver itself said how long.</param>
    public async Task RestAsync(string channel, TimeSpan rest, bool isNamed, CancellationToken ct)
    {
        var tag = await TagOfAsync(channel, ct);
        await WriteAsync(
            """
            INSERT INTO receivers (channel, member, rest_until, is_named) VALUES (@p1, @p2, @p3, @p4)
            ON CONFLICT (channel) DO UPDATE SET member = @p2, rest_until = @p3, is_named = @p4
            """,
            ct,
            channel,
            tag,
            Now + (long)rest.TotalMilliseconds,
            isNamed ? 1 : 0
        );
    }

    public async Task<BrokenReceiver?> FindBrokenAsync(string channel, CancellationToken ct) =>
        (await BrokenAsync(ct)).Find(broken => broken.Channel == channel);

    public async Task BreakAsync(string channel, string why, bool byGate, CancellationToken ct)
    {
        var tag = await TagOfAsync(channel, ct);
        await WriteAsync(
            """
            INSERT INTO receivers (channel, broken_at, why, member, rest_until, by_gate) VALUES (@p1, @p2, @p3, @p4, 0, @p5)
            ON CONFLICT (channel) DO UPDATE SET broken_at = coalesce(receivers.broken_at, @p2), why = @p3, member = @p4, by_gate = @p5
            """,
            ct,
            channel,
            Now,
            why,
            tag,
            byGate ? 1 : 0
        );
    }

    /// <returns>What it was, when this call was the one that mended it.</returns>
    public async Task<BrokenReceiver?> MendAsync(string channel, CancellationToken ct)
    {
        if (await FindBrokenAsync(channel, ct) is not { } broken)
            return null;
        return await WriteAsync(Mend, ct, channel) == 1 ? broken : null;
    }

    public Task ForgetAsync(string channel, CancellationToken ct) => WriteAsync("DELETE FROM receivers WHERE channel = @p1", ct, channel);

    /// <summary>Somebody wants to see whether it works. A time that the receiver itself named stays: it would only name a longer one.</summary>
    public async Task LookNowAsync(IEnumerable<string> channels, CancellationToken ct)
    {
        foreach (var channel in channels)
            await WriteAsync(
                "UPDATE receivers SET rest_until = 0 WHERE channel = @p1 AND broken_at IS NOT NULL AND is_named = 0",
                ct,
                channel
            );
    }

    public Task<List<BrokenReceiver>> BrokenAsync(CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    "SELECT channel, broken_at, coalesce(why, ''), member, by_gate FROM receivers WHERE broken_at IS NOT NULL ORDER BY channel",
                    row => new BrokenReceiver(
                        row.GetString(0),
                        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
                        row.GetString(2),
                        row.GetString(3),
                        row.GetInt64(4) != 0
                    )
                ),
            ct
        );

    /// <summary>Tells one state of a member from another.</summary>
    public async Task<string> TagOfAsync(string channel, CancellationToken ct) =>
        (await roll.ReadAsync(ct)).FirstOrDefault(entry => entry.Member is Member<ChannelTerms> && entry.Name == channel)?.Row.Tag ?? "";

    private Task<int> WriteAsync(string sql, CancellationToken ct, params object?[] values) =>
        database.WriteAsync(session => session.ExecuteAsync(sql, values), WriteKind.Upkeep, ct);

    // What it named itself outlasts that.
    private const string Mend = """
        UPDATE receivers SET broken_at = NULL, why = NULL, by_gate = 0, rest_until = CASE is_named WHEN 1 THEN rest_until ELSE 0 END
        WHERE channel = @p1 AND broken_at IS NOT NULL
        """;

    private sealed record Resting(long Until, string Member);
}
