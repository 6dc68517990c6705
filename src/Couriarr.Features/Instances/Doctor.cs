using System.Globalization;
using Couriarr.Features.Arr.Api;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Instances;

/// <summary>
/// Goes the way of a file that was really imported, piece by piece, and names the first that does not hold. It changes nothing, but
/// for an empty file that it makes in the destination and takes away again.
/// </summary>
internal sealed class Doctor(Ways ways, Ground ground, Prescriber prescriber, IEnumerable<IArrivals> carriers, CouriarrOptions options)
{
    private const int Recent = 20;

    /// <param name="path">The file to try it with, as the app sees it; the newest import, when null.</param>
    public async Task<Diagnosis> ExamineAsync(ArrApi api, string instance, string? path, CancellationToken ct)
    {
        var hops = new List<Hop>();
        var (sample, way) = (default(Sample), default(Way));
        var proposal =
            await AppAsync(api, hops, ct)
            && (sample = await ImportAsync(api, path, hops, ct)) is not null
            && (way = Mapping(sample, instance, hops)) is not null
            && await SourceAsync(way, hops, ct)
            && await FileAsync(sample, way, hops, ct)
            && await DestinationAsync(way, hops, ct)
            && await ArrivalAsync(instance, sample, way, hops, ct)
                ? null
            : sample is null || hops[^1] is not { Name: "mapping" or "source" or "file", IsAway: false } ? null
            : await prescriber.ProposeAsync(sample, way, instance, api.App, ct);
        return Diagnosis.Of(instance, sample?.Path ?? path, hops) with { Proposal = proposal };
    }

    private static async Task<bool> AppAsync(ArrApi api, List<Hop> hops, CancellationToken ct)
    {
        try
        {
            var status = await api.StatusAsync(ct);
            return Say(hops, "app", isOk: true, $"{status.AppName} {status.Version} answers at {api.Address}.");
        }
        // That it cannot be asked is what the doctor was called for.
        catch (Exception e) when (e is BlockedException or TransientException or PermanentException)
        {
            return Say(hops, "app", isOk: false, e.Message);
        }
    }

    private async Task<Sample?> ImportAsync(ArrApi api, string? path, List<Hop> hops, CancellationToken ct)
    {
        var imports = api.HasHistory ? await api.NewestImportsAsync(Recent, ct) : [];
        if (path is not null)
        {
            var known = imports.FirstOrDefault(import => import.Path == path);
            Say(hops, "import", isOk: true, known is null ? $"{path} was named." : $"{path} was imported at {Moment(known.Date)}.");
            return new Sample(path, known?.Size, known?.Work?.Folder);
        }
        foreach (var import in imports.Where(import => import.Work is not null).DistinctBy(import => import.WorkId))
            if (await StillThereAsync(api, import, ct) is { } file)
            {
                Say(
                    hops,
                    "import",
                    isOk: true,
                    $"{import.Work!.Title} was imported at {Moment(import.Date)}, and the app has it as {file.Path}."
                );
                return new Sample(file.Path, file.Size, import.Work.Folder);
            }
        hops.Add(
            new Hop("import", HopState.Unknown, "There is no recent import to try it with. Import something, or name a path (--path).")
        );
        return null;
    }

    private static async Task<ArrFile?> StillThereAsync(ArrApi api, ArrImport import, CancellationToken ct)
    {
        await foreach (var file in api.FilesAsync(import.WorkId, ct))
            if (file.Id == import.FileId)
                return file;
        return null;
    }

    private Way? Mapping(Sample sample, string instance, List<Hop> hops)
    {
        var way = ways.Find(sample.Path, instance);
        Say(
            hops,
            "mapping",
            way is not null,
            way is null
                ? $"No entry of paths.mappings says where {sample.Path} is for us. Add one for {sample.Library}."
                : $"{way.From} is {way.Source} for us and goes to {way.Destination}."
        );
        return way;
    }

    private async Task<bool> SourceAsync(Way way, List<Hop> hops, CancellationToken ct)
    {
        var trouble = await ground.TroubleAsync(way.Source, Side.Source, ct);
        var sentence = trouble?.Sentence ?? $"{way.Source} is there and can be read.";
        return Say(hops, "source", trouble is null, sentence, trouble is { IsAway: true });
    }

    private async Task<bool> FileAsync(Sample sample, Way way, List<Hop> hops, CancellationToken ct)
    {
        var look = await ground.LookAsync(way.SourceFile, ct);
        var isRight = look.Facts is { Size: var found } && (sample.Size is null || sample.Size == found);
        return Say(
            hops,
            "file",
            isRight,
            isRight ? $"{way.SourceFile} is there with its {Text(look.Facts!.Value.Size)} bytes."
                : look.Facts is { Size: var size }
                    ? $"{way.SourceFile} has {Text(size)} bytes, the app says {Text(sample.Size!.Value)}: it is another file. Is source right?"
                : look.Answered
                    ? $"{way.SourceFile} is not there. The source of {way.From} is another folder, or the disk behind it is not mounted."
                : $"{way.Source} does not answer: the server behind it is away or its connection hangs.",
            isAway: !look.Answered
        );
    }

    private async Task<bool> DestinationAsync(Way way, List<Hop> hops, CancellationToken ct)
    {
        if (way.IsRemote)
            return Say(
                hops,
                "destination",
                isOk: true,
                $"{way.Destination} is on another machine: whether it can be reached, transfers find out."
            );
        var trouble = await ground.TroubleAsync(way.Destination, Side.Destination, ct);
        return Say(hops, "destination", trouble is null, trouble?.Sentence ?? $"{way.Destination} is there and can be written.");
    }

    private async Task<bool> ArrivalAsync(string instance, Sample sample, Way way, List<Hop> hops, CancellationToken ct)
    {
        if (way.IsRemote)
            return ArrivedThere(way, await StandingAsync(instance, sample.Path, ct), hops);
        var (original, copy) = (await ground.LookAsync(way.SourceFile, ct), await ground.LookAsync(way.DestinationFile, ct));
        var standing = await StandingAsync(instance, sample.Path, ct);
        hops.Add(Arrival.Of(way, original, copy, standing));
        return hops[^1].State is HopState.Ok;
    }

    private static bool ArrivedThere(Way way, Standing standing, List<Hop> hops)
    {
        hops.Add(Arrival.OfRemote(way, standing));
        return hops[^1].State is HopState.Ok;
    }

    private async Task<Standing> StandingAsync(string instance, string path, CancellationToken ct) =>
        carriers.FirstOrDefault() is { } carrier ? (await carrier.StandingAsync(instance, [path], ct))[path] : Standing.Unknown;

    private static bool Say(List<Hop> hops, string name, bool isOk, string sentence, bool isAway = false)
    {
        hops.Add(new Hop(name, isOk ? HopState.Ok : HopState.Broken, sentence) { IsAway = isAway });
        return isOk;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private string Moment(DateTimeOffset at) =>
        TimeZoneInfo
            .ConvertTime(at, options.TimeZone ?? TimeZoneInfo.Local)
            .ToString("yyyy-MM-dd HH:mm '('zzz')'", CultureInfo.InvariantCulture);
}
