using System.Globalization;

namespace Couriarr.CrashRig;

/// <summary>Holds what was promised against what came of it.</summary>
internal sealed class Verdict
{
    private const int CrashesAllowed = 3;
    private const int Retries = 5;
    private readonly Ledger _ledger;
    private readonly Aftermath _after;
    private readonly Dictionary<long, SeenJob> _byId;
    private readonly ILookup<long, SeenJob> _roots;
    private readonly ILookup<long, SeenJob> _children;

    public Verdict(Ledger ledger, Aftermath after)
    {
        (_ledger, _after) = (ledger, after);
        _byId = after.Jobs.ToDictionary(job => job.Id);
        _roots = after.Jobs.Where(job => job.ParentId is null).ToLookup(job => job.Payload.N);
        _children = after.Jobs.Where(job => job.ParentId is not null).ToLookup(job => job.ParentId!.Value);
        Lost =
        [
            .. ledger.Promised.Where(p => !IsKept(p.Key, p.Value)).Select(p => $"order {p.Key}, promised as job {p.Value}"),
            .. Orphaned(),
        ];
        Doubled = [.. DoubledOrders(), .. DoubledChildren(), .. DoubledRuns()];
        Stuck = [.. after.Jobs.Where(job => !HasEnded(job)).Select(job => $"job {job.Id} is {job.Status}: {job.Note}")];
        Wrong = [.. after.Jobs.Where(job => HasEnded(job) && !Fits(job)).Select(job => $"ended wrongly: {job}"), .. after.Damage];
    }

    public IReadOnlyList<string> Lost { get; }
    public IReadOnlyList<string> Doubled { get; }
    public IReadOnlyList<string> Stuck { get; }

    /// <summary>Whatever else should not be.</summary>
    public IReadOnlyList<string> Wrong { get; }

    public bool IsClean => Lost.Count + Doubled.Count + Stuck.Count + Wrong.Count == 0;

    /// <summary>Jobs, innocent ones, that were running at three kills.</summary>
    public int GivenUp => _after.Jobs.Count(IsGivenUp);

    public int MostRuns => _after.Effects.GroupBy(effect => effect.JobId).Select(runs => runs.Count()).DefaultIfEmpty().Max();

    public string Sentence =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{_ledger.Promised.Count} jobs acknowledged, {Lost.Count} lost, {Doubled.Count} doubled, {Stuck.Count} stuck"
        ) + (Wrong.Count > 0 ? $", {Wrong.Count} wrong" : "");

    public IEnumerable<string> Complaints =>
        [
            .. Lost.Select(l => $"LOST {l}"),
            .. Doubled.Select(d => $"DOUBLED {d}"),
            .. Stuck.Select(s => $"STUCK {s}"),
            .. Wrong.Select(w => $"WRONG {w}"),
        ];

    // Orders with a key share a job, which then does what the newest of them asked.
    private bool IsKept(long n, long id) =>
        _byId.TryGetValue(id, out var job)
        && (
            _ledger.Asked[n].Key is { } key
                ? job.Payload.Key == key && job.Payload.N >= n && IsDone(key, n)
                : job.Payload.N == n && _roots[n].Any()
        );

    // One that came back took it in; a later one may have done it together with its own.
    private bool IsDone(string key, long n) => _after.Jobs.Any(job => job.Payload.Key == key && job.Payload.N >= n && !IsTakenIn(job));

    private static bool IsTakenIn(SeenJob job) => job is { Status: "superseded", Payload.Key: not null };

    private IEnumerable<string> Orphaned() =>
        from parent in _after.Jobs
        where parent.Status == "succeeded" && _children[parent.Id].Select(c => c.Payload.Child).Distinct().Count() < parent.Payload.Children
        select $"children of job {parent.Id}: {_children[parent.Id].Count()} of {parent.Payload.Children}";

    private IEnumerable<string> DoubledOrders() =>
        from jobs in _roots
        let all = jobs.Count(job => !IsTakenIn(job))
        where all > 1
        select $"order {jobs.Key}: {all} jobs";

    private IEnumerable<string> DoubledChildren() =>
        from parent in _after.Jobs
        let born = _children[parent.Id].Count()
        where born > (parent.Status == "succeeded" ? parent.Payload.Children : 0)
        select $"children of job {parent.Id} ({parent.Status}): {born}, not {parent.Payload.Children}";

    // A run more than there are reasons for it, or two runs under one claim.
    private IEnumerable<string> DoubledRuns() =>
        from runs in _after.Effects.GroupBy(effect => effect.JobId)
        let reasons = 1 + _after.Attempts.GetValueOrDefault(runs.Key)
        where runs.Count() > reasons || runs.Select(run => run.Token).Distinct().Count() < runs.Count()
        select $"runs of job {runs.Key}: {runs.Count()}, at most {reasons} were due";

    private static bool HasEnded(SeenJob job) => job.Status is "succeeded" or "dead" or "superseded" or "skipped" or "cancelled";

    private static bool IsGivenUp(SeenJob job) => job.Status == "dead" && job.CrashCount >= CrashesAllowed;

    private static bool Fits(SeenJob job) =>
        job.Status switch
        {
            "succeeded" => job.RetryCount == job.Payload.Failures && job.Payload.Failures <= Retries && job.Payload.Conduct != "kill",
            "dead" => IsGivenUp(job) || (job.Payload.Failures > Retries && job.RetryCount == Retries + 1),
            "superseded" => job.Payload.Key is not null,
            _ => false,
        };
}
