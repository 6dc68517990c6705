using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Couriarr.Jobs.Running;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Couriarr.Jobs;

/// <summary>Every job the program knows: stored name, payload type, policy, handler.</summary>
public sealed class JobCatalog(IEnumerable<JobCatalog.Entry> entries, IOptions<JobsOptions> options)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly FrozenDictionary<string, Entry> _byName = Tuned(entries, options.Value).ToFrozenDictionary(e => e.Kind.Name);
    private readonly FrozenDictionary<Type, Entry> _byType = Tuned(entries, options.Value).ToFrozenDictionary(e => e.Type);

    public IEnumerable<string> Kinds => _byName.Keys;

    /// <summary>A lane exists because a job names it.</summary>
    public IEnumerable<string> Lanes => _byName.Values.Select(e => e.Kind.Lane).Distinct();

    internal bool KeepsASlot(string lane) => _byName.Values.Any(e => e.Kind.KeepsASlot && e.Kind.Lane == lane);

    internal Entry? Find(string kind) => _byName.GetValueOrDefault(kind);

    internal NewJob Describe(IJob job, DateTimeOffset now, EnqueueOptions? wish = null, JobRecord? parent = null)
    {
        var entry =
            _byType.GetValueOrDefault(job.GetType())
            ?? throw new PermanentException($"The program does not know the job {job.GetType().Name}: add it with AddJob.");
        var runAt = wish?.RunAt ?? now;
        var priority = Math.Clamp(wish?.Priority ?? entry.Kind.Priority, JobPriority.Critical, JobPriority.Lowest);
        return new NewJob(entry.Kind.Name, entry.Kind.Lane, priority, JsonSerializer.Serialize(job, entry.Type, Json), runAt, now)
        {
            Rank = Rank.Of(priority, runAt, options.Value.AgeingStep),
            MaxRetries = entry.Kind.Retry.Retries,
            PayloadVersion = entry.Kind.Version,
            Gate = job.Gate,
            UniqueKey = job.UniqueKey,
            ParentId = parent?.Id,
            RootId = parent?.RootId,
            Trace = job.Trace ?? JobTrace.Here,
        };
    }

    private static IEnumerable<Entry> Tuned(IEnumerable<Entry> entries, JobsOptions options) =>
        entries.Select(e => options.Retries.TryGetValue(e.Kind.Name, out var retry) ? e with { Kind = e.Kind with { Retry = retry } } : e);

    public abstract record Entry(JobKind Kind, Type Type)
    {
        internal abstract Task<JobResult> RunAsync(IServiceProvider services, string payload, JobContext context, CancellationToken ct);
    }

    internal sealed record Entry<TJob>() : Entry(TJob.Kind, typeof(TJob))
        where TJob : IJob<TJob>
    {
        internal override Task<JobResult> RunAsync(IServiceProvider services, string payload, JobContext context, CancellationToken ct) =>
            services.GetRequiredService<IJobHandler<TJob>>().RunAsync(Read(payload), context, ct);

        // A string with half a character in it throws the second kind, and only when it is read.
        private static TJob Read(string payload)
        {
            try
            {
                return JsonSerializer.Deserialize<TJob>(payload, Json) ?? throw new JsonException("It is null.");
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
            {
                throw new PermanentException($"The stored payload is not a {TJob.Kind.Name}: {e.Message}", e);
            }
        }
    }
}
