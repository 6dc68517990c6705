using System.CommandLine;
using Couriarr.Doors;
using Couriarr.Doors.Parity;
using Couriarr.Features.Reconciliation.Comparing;
using Couriarr.Features.Reconciliation.Runs;
using Couriarr.Jobs.Store;
using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>Has both servers compared, and shows what came of it; makes plans and approves them.</summary>
internal sealed class ReconcileVerb(Choices choices)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private readonly Option<string?> _library = new("--library") { Description = "only this one, by the name of its mapping" };
    private readonly Option<bool> _reportOnly = new("--report-only") { Description = "carry nothing" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "only count what would be carried, and tell nobody" };
    private readonly Option<bool> _remove = new("--remove") { Description = "also remove what is extra at the destination" };
    private readonly Option<bool> _noReplace = new("--no-replace") { Description = "only add what is missing" };
    private readonly Argument<long> _plan = new("plan") { Description = "the number of the plan" };
    private readonly Option<int[]> _lines = new("--lines") { Description = "only these lines", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _actions = new("--actions")
    {
        Description = "only these: add, replace, remove",
        AllowMultipleArgumentsPerToken = true,
    };

    public Command Command
    {
        get
        {
            var plan = new Command("plan", "Make a plan of what differs, and show it. Nothing is done.") { _library, _remove, _noReplace };
            plan.SetAction((parsed, ct) => RunningCouriarr.AskAsync(choices, parsed, (s, o, stop) => PlanAsync(parsed, s, o, stop), ct));
            var approve = new Command("approve", "Have a plan done, or part of it.") { _plan, _lines, _actions, _library };
            approve.SetAction(
                (parsed, ct) => RunningCouriarr.AskAsync(choices, parsed, (s, o, stop) => ApproveAsync(parsed, s, o, stop), ct)
            );
            var reconcile = new Command("reconcile", "Compare both servers, and carry what is missing.")
            {
                _library,
                _reportOnly,
                _dryRun,
                plan,
                approve,
            };
            reconcile.SetAction(
                (parsed, ct) => RunningCouriarr.AskAsync(choices, parsed, (s, o, stop) => CompareAsync(parsed, s, o, stop), ct)
            );
            return reconcile;
        }
    }

    private async Task<int> CompareAsync(ParseResult parsed, RunningCouriarr service, TextWriter output, CancellationToken ct)
    {
        var library = parsed.GetValue(_library) is { } name ? $"&library={Uri.EscapeDataString(name)}" : "";
        var wish = $"report_only={Word(parsed.GetValue(_reportOnly))}&dry_run={Word(parsed.GetValue(_dryRun))}{library}";
        var job = (await service.PostAsync<ReconcileAnswer>($"/reconcile?{wish}", ct)).JobId;
        var run = await AwaitAsync(service, job, ct);
        foreach (var one in run.Libraries)
            await output.WriteLineAsync(
                one.Why is null ? $"{one.Library}: {StandingWords.Say(one.Files)}" : $"{one.Library}: nothing can be said. {one.Why}"
            );
        await output.WriteLineAsync(
            $"Report {run.Id}. {run.Queued} {(run.Queued == 1 ? "file" : "files")} {(run.DryRun ? "would be" : run.Queued == 1 ? "is" : "are")} carried."
        );
        return run.Libraries.All(one => one.Why is null && one.Files.Keys.All(word => word == "in_sync")) ? 0 : CommandLine.NotAllIsWell;
    }

    private static async Task<RunView> AwaitAsync(RunningCouriarr service, JobId job, CancellationToken ct)
    {
        while (true)
        {
            var runs = await service.GetAsync<List<RunView>>("/reconcile/reports", ct);
            if (runs.Find(run => run.JobId == job.Value && run.EndedAt is not null) is { } ended)
                return ended;
            var detail = await service.GetAsync<JobDetail>($"/jobs/{job.Value}", ct);
            if (
                detail.Tree.FirstOrDefault(one =>
                    IsOurs(one) && one.Status is JobState.Dead or JobState.Cancelled or JobState.Superseded
                ) is
                { } over
            )
                throw new StartupException(
                    $"The comparison was given up: job {over.Id} {Word(over.Status)}. {over.Note ?? over.ErrorMessage}",
                    StartupException.Failure
                );
            await Task.Delay(BetweenLooks, ct);
        }
    }

    private static string Word(JobState state) =>
        state switch
        {
            JobState.Dead => "failed",
            JobState.Cancelled => "was cancelled",
            _ => "ended",
        };

    // What it had carried may fail as it likes.
    private static bool IsOurs(JobView job) => job.Type == Reconcile.Kind.Name || job.Type == QueueMissing.Kind.Name;

    private async Task<int> PlanAsync(ParseResult parsed, RunningCouriarr service, TextWriter output, CancellationToken ct)
    {
        var asked = new PlanAsked(Report: null, parsed.GetValue(_library), !parsed.GetValue(_noReplace), parsed.GetValue(_remove));
        var plan = await service.PostAsync<PlanView>("/reconcile/plans", ct, asked);
        await output.WriteAsync(await service.GetTextAsync($"/reconcile/plans/{plan.Id}/text", ct));
        if (plan.Lines.Count > 0)
            await output.WriteLineAsync($"couriarr reconcile approve {plan.Id} has it done.");
        return 0;
    }

    private async Task<int> ApproveAsync(ParseResult parsed, RunningCouriarr service, TextWriter output, CancellationToken ct)
    {
        var (lines, actions, library) = (parsed.GetValue(_lines) ?? [], parsed.GetValue(_actions) ?? [], parsed.GetValue(_library));
        var asked = new ApprovalAsked(lines, actions, library, All: lines.Length == 0 && actions.Length == 0 && library is null);
        var done = await service.PostAsync<ApprovedView>($"/reconcile/plans/{parsed.GetValue(_plan)}/approve", ct, asked);
        await output.WriteLineAsync(
            $"{done.Lines} approved. {(done.Jobs.Count == 1 ? "Job" : "Jobs")} {string.Join(", ", done.Jobs)} {(done.Jobs.Count == 1 ? "sees" : "see")} to it."
        );
        return 0;
    }

    private static string Word(bool flag) => flag ? "true" : "false";
}
