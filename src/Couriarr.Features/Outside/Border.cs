using System.Net;
using Couriarr.Jobs;

namespace Couriarr.Features.Outside;

/// <summary>What every request passes on its way out: an answer comes back whole, in time and of a bearable size, or not at all.</summary>
internal sealed class Border(OutsideRules rules, Reach reach, OutsideInstruments? instruments) : DelegatingHandler
{
    private const int Gulp = 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var peer = request.Options.TryGetValue(Peer.Key, out var known) ? known : Peer.At(request.RequestUri, reach);
        var (started, result) = (rules.Clock.GetTimestamp(), "");
        try
        {
            var answer = await CrossAsync(request, peer, cancellationToken);
            result = Outcome.Of(answer.StatusCode);
            return answer;
        }
        catch (Exception e)
        {
            result = Outcome.Of(e);
            throw;
        }
        finally
        {
            instruments?.Count(peer.Service, result, rules.Clock.GetElapsedTime(started));
        }
    }

    private async Task<HttpResponseMessage> CrossAsync(HttpRequestMessage request, Peer peer, CancellationToken ct)
    {
        if (Spelling.Objection(request.RequestUri!) is { } objection)
            throw new PermanentException($"This address is not asked: {objection}.");
        using var late = new CancellationTokenSource(peer.Within, rules.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
        try
        {
            var answer = await base.SendAsync(request, either.Token);
            await TakeWholeAsync(answer, request.Method == HttpMethod.Head ? 0 : peer.Limit, either.Token);
            return answer;
        }
        catch (Exception e) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new TimeoutException($"no whole answer within {peer.Within.TotalSeconds:0} s", e);
        }
    }

    private static async Task TakeWholeAsync(HttpResponseMessage answer, int limit, CancellationToken ct)
    {
        try
        {
            var body = answer.Content;
            if (limit > 0 && body.Headers.ContentLength > limit)
                throw TooLong(limit);
            var whole = new ByteArrayContent(await ReadAsync(await body.ReadAsStreamAsync(ct), limit, ct));
            foreach (var (name, values) in body.Headers)
                whole.Headers.TryAddWithoutValidation(name, values);
            (answer.Content, _) = (whole, body);
            body.Dispose();
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    private static async Task<byte[]> ReadAsync(Stream body, int limit, CancellationToken ct)
    {
        var (whole, gulp) = (new MemoryStream(), new byte[Gulp]);
        for (int read; (read = await body.ReadAsync(gulp, ct)) > 0; )
        {
            if (whole.Length + read > limit)
                throw TooLong(limit);
            whole.Write(gulp, 0, read);
        }
        return whole.ToArray();
    }

    private static PermanentException TooLong(int limit) =>
        new($"The answer is longer than the {limit / 1024} KiB that are read of it. Look whether the address is right.");
}
