using Couriarr.Doors;

namespace Couriarr.Tests.Intake;

/// <summary>However many long webhooks come at once, one at a time takes room.</summary>
[Trait("family", "doors")]
public sealed class WebhookBodyTests
{
    private const int Long = 3 * WebhookBody.Everyday;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task D04_The_rest_of_a_long_one_is_not_read_before_the_one_under_way_is_done_with()
    {
        using var longOnes = new SemaphoreSlim(1);
        var isDone = false;
        using var patient = new Source(Long);
        var beyond = patient.WhenReadBeyond(WebhookBody.Everyday, () => Assert.True(isDone, "two long bodies at once"));

        var first = await WebhookBody.ReadAsync(new Source(Long), announced: null, longOnes, Ct);
        var second = WebhookBody.ReadAsync(patient, announced: Long, longOnes, Ct);
        using (var everyday = await WebhookBody.ReadAsync(new Source(WebhookBody.Everyday - 1), WebhookBody.Everyday - 1, longOnes, Ct))
            Assert.Equal(WebhookBody.Everyday - 1, everyday.Bytes.Length);
        Assert.Equal(Long, first.Bytes.Length);
        isDone = true;
        first.Dispose();

        using var read = await second;
        await beyond;
        Assert.Equal(Long, read.Bytes.Length);
        Assert.Equal(unchecked((byte)(Long - 1)), read.Bytes.Span[^1]);
    }

    [Fact]
    public async Task One_that_breaks_off_or_is_given_up_leaves_the_way_free()
    {
        using var longOnes = new SemaphoreSlim(1);
        using var broken = new Source(Long);
        _ = broken.WhenReadBeyond(WebhookBody.Everyday, () => throw new IOException("gone"));
        await Assert.ThrowsAsync<IOException>(() => WebhookBody.ReadAsync(broken, announced: null, longOnes, Ct));
        using (await WebhookBody.ReadAsync(new Source(Long), announced: null, longOnes, Ct))
        {
            using var impatient = new CancellationTokenSource();
            var waiting = WebhookBody.ReadAsync(new Source(Long), announced: null, longOnes, impatient.Token);
            await impatient.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        using var last = await WebhookBody.ReadAsync(new Source(Long), announced: null, longOnes, Ct);

        Assert.Equal(Long, last.Bytes.Length);
    }

    /// <summary>As many bytes as asked for, at once; each is its position.</summary>
    private sealed class Source(int length) : MemoryStream([.. Enumerable.Range(0, length).Select(n => (byte)n)])
    {
        private readonly TaskCompletionSource _beyond = new();
        private Action? _look;
        private int _limit = int.MaxValue;

        public Task WhenReadBeyond(int limit, Action look)
        {
            (_limit, _look) = (limit, look);
            return _beyond.Task;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= _limit)
            {
                _look?.Invoke();
                _beyond.TrySetResult();
            }
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
