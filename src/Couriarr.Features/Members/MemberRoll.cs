using Couriarr.Features.Secrets;
using Couriarr.Jobs;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Members;

/// <summary>
/// What the table says, at most two seconds old: a hand with sqlite3 is obeyed at once as people count, and who asks for every
/// webhook asks no disk.
/// </summary>
public sealed class MemberRoll : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private readonly MemberTable _table;
    private readonly MemberReading _reading;
    private readonly FileMembers _files;
    private readonly Redactor _redactor;
    private readonly TimeProvider _clock;
    private readonly ILogger<MemberRoll> _log;
    private readonly SemaphoreSlim _turn = new(1);
    private volatile Look? _last;
    private bool _filesAreIn;

    internal MemberRoll(
        MemberTable table,
        MemberReading reading,
        FileMembers files,
        Redactor redactor,
        TimeProvider clock,
        ILogger<MemberRoll> log
    ) => (_table, _reading, _files, _redactor, _clock, _log) = (table, reading, files, redactor, clock, log);

    public async ValueTask<IReadOnlyList<MemberEntry>> ReadAsync(CancellationToken ct) =>
        IsFresh(_last) ? _last.Entries : await LookAsync(mustBeNew: false, ct);

    /// <summary>After a change of our own.</summary>
    public Task<IReadOnlyList<MemberEntry>> ReadAnewAsync(CancellationToken ct) => LookAsync(mustBeNew: true, ct);

    public void Dispose() => _turn.Dispose();

    private bool IsFresh([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] Look? look) =>
        look is not null && _clock.GetElapsedTime(look.At) < Fresh;

    private async Task<IReadOnlyList<MemberEntry>> LookAsync(bool mustBeNew, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (mustBeNew || !IsFresh(_last))
                _last = await LookAsync(ct);
            return _last!.Entries;
        }
        catch (StoreUnavailableException e) when (_last is { } last && !mustBeNew)
        {
            _log.LogDebug("The members are those of a moment ago: {Error}", e.Message);
            return last.Entries;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Look> LookAsync(CancellationToken ct)
    {
        if (!_filesAreIn)
            await _files.MoveInAsync(ct);
        _filesAreIn = true;
        var rows = await _table.AllAsync(ct);
        if (_last is { } last && rows.SequenceEqual(last.Rows))
            return last with { At = _clock.GetTimestamp() };
        var entries = _reading.ReadAll(rows);
        _redactor.Know(entries.SelectMany(entry => entry.Secrets()));
        Tell(entries);
        if (await SealAsync(rows, ct))
            rows = await _table.AllAsync(ct);
        return new Look(rows, _reading.ReadAll(rows), _clock.GetTimestamp());
    }

    /// <summary>Whoever writes a secret by hand writes it in clear. It does not stay so.</summary>
    private async Task<bool> SealAsync(List<MemberRow> rows, CancellationToken ct)
    {
        var wasSealed = false;
        foreach (var row in rows)
            if (_reading.Sealed(row) is { } config && await _table.ChangeAsync(row, row with { Config = config }, ct))
            {
                wasSealed = true;
                _log.LogInformation(
                    "A secret of {Service} '{Name}' stood in the database in clear; it is sealed now",
                    row.Service,
                    row.Name
                );
            }
        return wasSealed;
    }

    private void Tell(IReadOnlyList<MemberEntry> entries)
    {
        var known = _last?.Entries.Select(e => (e.Row.Id, e.Trouble)).ToHashSet() ?? [];
        foreach (var broken in entries.Where(e => e.Trouble is not null && !known.Contains((e.Row.Id, e.Trouble))))
            _log.LogWarning("{Service} '{Name}' cannot be used: {Trouble}", broken.Row.Service, broken.Name, broken.Trouble);
    }

    private sealed record Look(List<MemberRow> Rows, IReadOnlyList<MemberEntry> Entries, long At);
}
