using System.Collections;
using Couriarr.Jobs.Store;

namespace Couriarr.Jobs.Running;

/// <summary>Goes with every log line that is written while a job runs, wherever it is written.</summary>
internal sealed class JobScope(JobRecord job) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public long Job => job.Id.Value;
    public long Root => job.RootId.Value;
    public string Kind => job.Kind;
    public int Attempt => job.RetryCount + 1;

    public int Count => 4;

    public KeyValuePair<string, object?> this[int index] =>
        index switch
        {
            0 => new("job", Job),
            1 => new("root", Root),
            2 => new("kind", Kind),
            3 => new("attempt", Attempt),
            _ => throw new ArgumentOutOfRangeException(nameof(index)),
        };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"{Kind} #{Job} of #{Root}, attempt {Attempt}";
}
