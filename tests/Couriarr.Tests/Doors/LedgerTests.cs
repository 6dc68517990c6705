using System.Diagnostics.Metrics;
using Couriarr.Jobs.Metrics;
using Couriarr.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Couriarr.Tests.Doors;

[Trait("family", "doors")]
public sealed class LedgerTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Meter _meter;

    public LedgerTests() => _meter = Meters.Create("Couriarr.Test");

    private IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    [Fact]
    public async Task A_counter_without_labels_starts_at_zero_and_adds_up()
    {
        var counter = _meter.CreateCounter<long>("parcels_total", null, "Parcels.");
        using var ledger = Open();

        var before = await ReadAsync(ledger);
        counter.Add(2);
        counter.Add(3);

        Assert.Equal("# HELP parcels_total Parcels.\n# TYPE parcels_total counter\nparcels_total 0\n", before);
        Assert.EndsWith("\nparcels_total 5\n", await ReadAsync(ledger), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Known_combinations_of_labels_start_at_zero_and_others_come_with_time()
    {
        var counter = _meter.CreateCounter<long>(
            "parcels_total",
            null,
            null,
            Labels.Known(["from", "to"], ["here", "there"], ["there", "here"])
        );
        using var ledger = Open();

        counter.Add(1, new("from", "moon"), new("to", "here"));

        Assert.Equal(
            [
                "parcels_total{from=\"here\",to=\"there\"} 0",
                "parcels_total{from=\"moon\",to=\"here\"} 1",
                "parcels_total{from=\"there\",to=\"here\"} 0",
            ],
            await SamplesAsync(ledger)
        );
    }

    [Fact]
    public async Task Labels_may_come_in_any_order_and_undeclared_ones_are_not_kept()
    {
        var counter = _meter.CreateCounter<long>("parcels_total", null, null, Labels.Named("to", "from"));
        using var ledger = Open();

        counter.Add(1, new("to", "there"), new("from", "here"));
        counter.Add(1, new("from", "here"), new("to", "there"), new("path", "/etc"));

        Assert.Equal(["parcels_total{from=\"here\",to=\"there\"} 2"], await SamplesAsync(ledger));
    }

    [Fact]
    public async Task A_histogram_counts_upwards_with_whole_and_infinite_ends()
    {
        var waits = _meter.CreateHistogram(
            "wait_seconds",
            null,
            null,
            null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] }
        );
        using var ledger = Open();

        foreach (var wait in new[] { 0.05, 0.1, 0.5, 7.25 })
            waits.Record(wait);

        Assert.Equal(
            [
                "wait_seconds_bucket{le=\"0.1\"} 2",
                "wait_seconds_bucket{le=\"1\"} 3",
                "wait_seconds_bucket{le=\"+Inf\"} 4",
                "wait_seconds_sum 7.9",
                "wait_seconds_count 4",
            ],
            await SamplesAsync(ledger)
        );
    }

    [Fact]
    public async Task What_is_no_longer_observed_is_gone()
    {
        string[] rooms = ["hall", "attic"];
        _meter.CreateObservableGauge(
            "room_degrees",
            () => rooms.Select(r => new Measurement<int>(20, new KeyValuePair<string, object?>("room", r))),
            null,
            null,
            Labels.Named("room")
        );
        using var ledger = Open();

        var before = await SamplesAsync(ledger);
        rooms = ["hall"];

        Assert.Equal(["room_degrees{room=\"attic\"} 20", "room_degrees{room=\"hall\"} 20"], before);
        Assert.Equal(["room_degrees{room=\"hall\"} 20"], await SamplesAsync(ledger));
    }

    [Fact]
    public async Task Quotes_line_ends_and_backslashes_are_escaped()
    {
        var gauge = _meter.CreateGauge<double>("odd", null, "A \\ and\na line.", Labels.Known("text", "a\"b\\c\nd"));
        using var ledger = Open();
        gauge.Record(double.PositiveInfinity, new KeyValuePair<string, object?>("text", "a\"b\\c\nd"));

        Assert.Equal("# HELP odd A \\\\ and\\na line.\n# TYPE odd gauge\nodd{text=\"a\\\"b\\\\c\\nd\"} +Inf\n", await ReadAsync(ledger));
    }

    [Fact]
    public async Task A_gauge_that_fails_takes_no_other_metric_with_it()
    {
        _meter.CreateObservableGauge("broken", () => int.Parse("a stone", null));
        _meter.CreateObservableGauge("fine", () => 1L);
        using var ledger = Open(new Unwilling());

        Assert.Equal(["fine 1"], await SamplesAsync(ledger));
    }

    [Fact]
    public async Task Programs_in_one_process_do_not_hear_each_other()
    {
        using var others = new ServiceCollection().AddMetrics().BuildServiceProvider();
        others.GetRequiredService<IMeterFactory>().Create("Couriarr.Test").CreateCounter<long>("theirs_total");
        Meters.Create("Microsoft.AspNetCore.Hosting").CreateCounter<long>("http_total");
        _meter.CreateCounter<long>("ours_total");
        using var ledger = Open();

        Assert.Equal(["ours_total 0"], await SamplesAsync(ledger));
    }

    [Fact]
    public void Two_rooms_cannot_declare_the_same_name()
    {
        _meter.CreateCounter<long>("parcels_total");
        Meters.Create("Couriarr.Other").CreateCounter<long>("parcels_total");

        var mistake = Assert.Throws<InvalidOperationException>(() => Open());

        Assert.Contains("parcels_total", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_lost_when_many_count_at_once()
    {
        var counter = _meter.CreateCounter<long>("parcels_total", null, null, Labels.Named("to"));
        using var ledger = Open();

        await Parallel.ForAsync(
            0,
            20_000,
            TestContext.Current.CancellationToken,
            (i, _) =>
            {
                counter.Add(1, new KeyValuePair<string, object?>("to", i % 2 == 0 ? "here" : "there"));
                return ValueTask.CompletedTask;
            }
        );

        Assert.Equal(["parcels_total{to=\"here\"} 10000", "parcels_total{to=\"there\"} 10000"], await SamplesAsync(ledger));
    }

    public void Dispose() => _services.Dispose();

    private Ledger Open(params IInstruments[] rooms) => new(Meters, rooms, NullLogger<Ledger>.Instance);

    private static Task<string> ReadAsync(Ledger ledger) => ledger.ReadAsync(TestContext.Current.CancellationToken);

    private static async Task<IEnumerable<string>> SamplesAsync(Ledger ledger) =>
        (await ReadAsync(ledger)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'));

    private sealed class Unwilling : IInstruments
    {
        public Task LookAsync(CancellationToken ct) => throw new InvalidOperationException("no");
    }
}
