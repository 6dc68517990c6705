using System.Globalization;
using Couriarr.Features.Transfers;

namespace Couriarr.Tests.Transfers;

/// <summary>Which files go side by side, and how they end together.</summary>
[Trait("family", "carry")]
public sealed class ConvoyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Small_files_go_side_by_side_and_a_large_one_alone_and_nobody_overtakes() =>
        Assert.Equal(
            ["a.srt b.srt", "FILM.MKV", "c.srt", "MORE.MKV", "OTHER.MKV", "d.nfo e.jpg"],
            Groups("a.srt", "b.srt", "FILM.MKV", "c.srt", "MORE.MKV", "OTHER.MKV", "d.nfo", "e.jpg")
        );

    [Theory]
    [InlineData("a.srt", "a.srt")]
    [InlineData("dune.srt", "dUNE.srt")]
    [InlineData("\u00e9.1.srt", "e\u0301.1.srt")]
    [InlineData("\u00e9.1.srt", "\u00c9.1.srt")]
    public void Names_that_some_file_system_takes_for_one_never_go_side_by_side(string one, string other) =>
        Assert.Equal([one, other], Groups(one, other));

    [Fact]
    public void A_great_many_are_asked_now_and_then_how_many_may_go_at_once() =>
        Assert.Equal(
            [256, 256, 88],
            Convoy.GroupsOf(Enumerable.Range(0, 600), _ => true, i => i.ToString(CultureInfo.InvariantCulture)).Select(group => group.Count)
        );

    [Fact]
    public async Task What_fails_ends_those_beside_it_and_nobody_is_begun_any_more()
    {
        var (begun, stopped) = (0, 0);
        var besides = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Convoy.GoAsync(
                Enumerable.Range(0, 100),
                _ => true,
                i => i.ToString(CultureInfo.InvariantCulture),
                () => 4,
                async (i, ct) =>
                {
                    if (Interlocked.Increment(ref begun) == 4)
                        besides.SetResult();
                    await besides.Task;
                    if (i == 2)
                        throw new InvalidOperationException("the third");
                    await Task.Delay(Timeout.Infinite, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    Interlocked.Increment(ref stopped);
                },
                Ct
            )
        );

        Assert.Equal("the third", error.Message);
        Assert.Equal((4, 3), (begun, stopped));
    }

    private static List<string> Groups(params string[] names) =>
        [.. Convoy.GroupsOf(names, name => name.Any(char.IsLower), name => name).Select(group => string.Join(' ', group))];
}
